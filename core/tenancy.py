"""The active brand. A queryset of brand-owned rows binds it when it is made and refuses to be made without one."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.db import models

from core import clock


class Tenant(Protocol):
    pk: int
    slug: str
    time_zone: str


class NoActiveBrand(RuntimeError):
    """A brand-owned queryset was made outside any brand: a bug, never a user's fault."""


_active: ContextVar[Any] = ContextVar("active_brand", default=None)
_across: ContextVar[str] = ContextVar("across_brands", default="")


def active() -> Tenant:
    brand = _active.get()
    if brand is None:
        raise NoActiveBrand("No brand is active here.")
    return brand


def active_or_none() -> Tenant | None:
    return _active.get()


@contextmanager
def activate(brand: Tenant | None) -> Iterator[None]:
    """Work inside `brand`. None blanks the scope (tests use it to find leaks)."""
    brand_token, across_token = _active.set(brand), _across.set("")
    try:
        yield
    finally:
        _active.reset(brand_token)
        _across.reset(across_token)


@contextmanager
def across_brands(reason: str) -> Iterator[None]:
    """Read over all brands. Every use is on an allow-list that a test reads out."""
    token = _across.set(reason)
    try:
        yield
    finally:
        _across.reset(token)


class BrandQuerySet(models.QuerySet):
    """Rows with a `brand` column."""


class BrandManager(models.Manager.from_queryset(BrandQuerySet)):  # type: ignore[misc]
    """Binds the active brand when a queryset is made. `_base_manager` stays plain, migrations never come here."""

    def get_queryset(self) -> models.QuerySet:
        queryset = super().get_queryset()
        brand = _active.get()
        if _across.get():
            return queryset
        if brand is None:
            raise NoActiveBrand(f"{self.model.__name__} needs an active brand.")
        return queryset.filter(brand_id=brand.pk)


def today() -> dt.date:
    """The brand's local day."""
    return clock.local_date(clock.now(), active().time_zone)
