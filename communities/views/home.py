"""The plaza: an open community with its feed, and the way into it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brands.links import brand_url
from communities.queries import starter_of
from content.queries import space_feed
from core.htmx import wants_fragment
from members.queries import invitation_to
from members.rules import asks_for_rules, can_join, can_leave
from spaces.links import home_url, space_url
from spaces.models import Space


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Anonymous 4 queries, signed in 8, whatever the feed shows (tests/budgets)."""
    space = request.space
    context = space_feed(request.viewer, space, request.GET, home_url(space))
    if wants_fragment(request) and "after" in request.GET:
        return render(request, "content/_feed.html", context)
    if context["composer"]:
        context["compose_url"] = space_url(space, "content:new")
    context["orders"] = [*context["orders"], _announcements_tab(space)]
    return render(request, "communities/home.html", {**context, **_around(request, space)})


def _announcements_tab(space: Space) -> dict[str, Any]:
    url = space_url(space, "campaigns:space_announcements")
    return {"url": url, "label": _("Announcements"), "current": False}


def _around(request: HttpRequest, space: Space) -> dict[str, Any]:
    """What stands above and beside the feed: all of it is loaded already, but for who started it."""
    joinable = can_join(request.viewer, space)
    return {
        "section": "communities",
        "space": space,
        "starter": starter_of(space),
        "belongs": request.viewer.belongs_to(space),
        "may_join": bool(joinable) and not request.viewer.belongs_to(space),
        "sign_in": joinable.code == "sign_in_required",
        "asks_rules": asks_for_rules(request.viewer, space),
        "invitation": invitation_to(request.viewer, space),
        "may_leave": bool(can_leave(request.viewer, space)),
        "join_url": brand_url("communities:join", space_slug=space.slug),
        "leave_url": brand_url("communities:leave", space_slug=space.slug),
        "promoted": _promoted(request),
    }


def _promoted(request: HttpRequest) -> dict[str, Any] | None:
    """The first closed group that the viewer may know of and does not belong to: the bridge into the club."""
    for space in request.spaces:
        if space.door == "g" and not space.is_archived and not request.viewer.belongs_to(space):
            return {"space": space, "url": home_url(space)}
    return None
