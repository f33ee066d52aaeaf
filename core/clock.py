"""The one clock. Demo history and tests set it back; everything that stores a time asks here."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.utils import timezone

_set_to: ContextVar[dt.datetime | None] = ContextVar("clock", default=None)


def now() -> dt.datetime:
    """The current moment, aware, in UTC."""
    return _set_to.get() or timezone.now()


def local_date(moment: dt.datetime, time_zone: str) -> dt.date:
    return moment.astimezone(ZoneInfo(time_zone)).date()


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Let everything inside happen at `moment` (aware)."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
