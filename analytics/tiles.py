"""What a page shows of a series: the number, the sentence beside it, where the days are listed."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics.charts import spark
from analytics.periods import CHOICES, Period
from analytics.queries import Series
from brands.links import brand_url
from spaces.models import Space


@dataclass(frozen=True)
class Tile:
    label: str
    url: str
    value: int
    note: str
    change: str
    trend: str
    spark: dict[str, str]


def tile(series: Series, space: Space | None = None) -> Tile:
    change = series.total - series.total_before
    return Tile(
        label=str(series.metric.label),
        url=numbers_url(series.metric.name, series.period, space),
        value=series.total,
        note=_("a day") if series.is_average else "",
        change=comparison(series),
        # From nothing there is no direction: the time before may lie before the brand opened.
        trend="" if series.change is None else "up" if change > 0 else "down" if change < 0 else "",
        spark=spark(series),
    )


def comparison(series: Series) -> str:
    if series.total == series.total_before:
        return _("Same as before")
    if series.change is None:
        days = series.period.length
        return ngettext("None on the day before", "None in the %(count)d days before", days) % {"count": days}
    if series.change > 0:
        return _("%(percent)s%% more than before") % {"percent": f"{series.change:,}"}
    return _("%(percent)s%% less than before") % {"percent": f"{-series.change:,}"}


def numbers_url(metric: str, period: Period, space: Space | None = None) -> str:
    return with_query(brand_url("analytics:numbers", metric=metric), period, space)


def with_query(path: str, period: Period, space: Space | None = None) -> str:
    asked: dict[str, Any] = {"days": period.length}
    if space is not None:
        asked["space"] = space.public_id
    return f"{path}?{urlencode(asked)}"


def period_links(path: str, current: Period, space: Space | None = None) -> list[dict[str, Any]]:
    """The chips: real links with real addresses."""
    asked = {"space": space.public_id} if space is not None else {}
    return [
        {
            "url": f"{path}?{urlencode({'days': count, **asked})}",
            "label": ngettext("%(count)d day", "%(count)d days", count) % {"count": count},
            "current": count == current.length,
        }
        for count in CHOICES
    ]
