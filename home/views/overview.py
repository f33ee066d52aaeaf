"""The manager's overview: what the numbers say, what needs you, how the spaces fare."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from analytics import metrics
from analytics.periods import chosen
from analytics.queries import Series, active_this_week, has_numbers, series_of
from analytics.rules import can_view_metrics
from analytics.tiles import period_links, tile, with_query
from brands.links import brand_url
from core import clock, dates
from core.decisions import ensure
from home.queries import Desk, desk_of
from home.todo import todo_for
from spaces.models import Space
from spaces.queries import get_space

SHOWN = (
    metrics.NEW_MEMBERS,
    metrics.ACTIVE_MEMBERS,
    metrics.POSTS,
    metrics.READERS,
    metrics.CLAIMS,
    metrics.REDEMPTIONS,
)
MOST_SPACES = 50
DAYS_LISTED = 7


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Of the whole brand; of one space with `?space=`, which is all that the admins of a space may see."""
    viewer = request.viewer
    spaces = _spaces(viewer)
    space = _asked(request, spaces)
    ensure(can_view_metrics(viewer, space))
    period = chosen(request.GET.get("days"))
    series = series_of(SHOWN, period, space)
    desk, path = desk_of(viewer), brand_url("home:overview")
    with timezone.override(request.brand.time_zone):  # the desk runs on the brand's clock, as its numbers do
        context = {
            "greeting": _greeting(viewer.member.display_name),
            "today": _today(),
            "space": space,
            "period": period,
            "periods": period_links(path, period, space),
            "tiles": [tile(one, space) for one in series.values()],
            "by_day": _by_day(series),
            "shown": SHOWN,
            "todo": todo_for(viewer, desk, spaces),
            "rows": _rows(spaces, desk, path, period),
            "is_empty": not any(any(one.values) or any(one.was) for one in series.values()) and not has_numbers(),
            "as_of": f"{timezone.localtime(clock.now()):%H:%M}",
            "back_url": with_query(path, period) if space and viewer.can("metrics.view") else "",
        }
        return render(request, "home/overview.html", context)


def _spaces(viewer: Any) -> list[Space]:
    """Those whose numbers the viewer may see, the largest first."""
    spaces = Space.objects.visible_to(viewer).filter(archived_at=None)
    if not viewer.can("metrics.view"):
        spaces = spaces.filter(pk__in=viewer.spaces_where("metrics.view"))
    return list(spaces.order_by("-member_count", "id")[:MOST_SPACES])


def _asked(request: HttpRequest, spaces: list[Space]) -> Space | None:
    if asked := request.GET.get("space"):
        return next((one for one in spaces if one.public_id == asked), None) or get_space(request.viewer, asked)
    return None if request.viewer.can("metrics.view") or not spaces else spaces[0]


def _rows(spaces: list[Space], desk: Desk, path: str, period: Any) -> list[dict[str, Any]]:
    active = active_this_week(spaces)
    return [
        {
            "space": space,
            "url": with_query(path, period, space),
            "active": active.get(space.pk, 0),
            "waiting": desk.waiting_in(space.pk),
        }
        for space in spaces
    ]


def _by_day(series: dict[str, Series]) -> list[dict[str, Any]]:
    """The last days of the period, each with every number: exact, where the tiles add up."""
    lines = [one.rows[:DAYS_LISTED] for one in series.values()]
    return [{"on": cells[0][0], "values": [cell[1] for cell in cells]} for cells in zip(*lines, strict=True)]


def _greeting(name: str) -> str:
    hour = timezone.localtime(clock.now()).hour
    if 5 <= hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def _today() -> str:
    now = timezone.localtime(clock.now())
    return _("%(weekday)s, %(day)s") % {"weekday": formats.date_format(now, "l"), "day": dates.day(now)}
