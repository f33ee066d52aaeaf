"""Time zones as people choose them: the likely ones first, then all, each with its offset today."""

import datetime as dt
import zoneinfo
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from core import clock

LIKELY = (
    "Asia/Taipei",
    "Asia/Hong_Kong",
    "Asia/Macau",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Kuala_Lumpur",
    "Asia/Tokyo",
    "America/Los_Angeles",
    "America/New_York",
    "Europe/London",
    "UTC",
)


def choices() -> list[tuple[object, list[tuple[str, str]]]]:
    """Groups for a select; typing in it finds a zone by name."""
    now = clock.now()
    likely = [(name, _label(name, now)) for name in LIKELY]
    return [(_("Common"), likely), (_("All time zones"), [(name, _label(name, now)) for name in _others()])]


@lru_cache(maxsize=1)
def _others() -> list[str]:
    """Places only: the database also knows aliases such as GB and EST5EDT."""
    return sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))


def _label(name: str, now: dt.datetime) -> str:
    offset = now.astimezone(zoneinfo.ZoneInfo(name)).strftime("%z")
    return f"{name.replace('_', ' ')} (UTC{offset[:3]}:{offset[3:]})"
