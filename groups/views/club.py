"""Inside a group: what its members see, and the way out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brands.links import brand_url
from campaigns.queries import announcements_panel, coupons_panel, unread_announcements
from content.queries import space_feed
from core.htmx import wants_fragment
from members.actions import leave_space
from members.models import Membership
from members.queries import admins_of, space_tabs
from members.rules import asks_for_rules, can_leave
from spaces.links import home_url, space_url
from spaces.models import Space
from spaces.rules import can_see_space


def club(request: HttpRequest) -> HttpResponse:
    """The caller asked `can_read_space`. A manager's look from outside is noted."""
    viewer, space = request.viewer, request.space
    viewer.looks_into(space)
    feed = space_feed(viewer, space, request.GET, home_url(space))
    if wants_fragment(request) and "after" in request.GET:
        return render(request, "content/_feed.html", feed)
    if feed["composer"]:
        feed["compose_url"] = space_url(space, "content:new")
    return render(request, "groups/club.html", {**feed, **_around(viewer, space)})


def _around(viewer: Any, space: Space) -> dict[str, Any]:
    """What stands above and beside the discussion."""
    belongs = viewer.belongs_to(space)
    return {
        "space": space,
        "belongs": belongs,
        "asks_rules": asks_for_rules(viewer, space),
        "tabs": space_tabs(viewer, space, "home", unread=unread_announcements(viewer, space)),
        "announcements_panel": announcements_panel(viewer, space),
        "coupons_panel": coupons_panel(viewer, space),
        "membership": Membership.objects.get(pk=viewer.membership_in(space).pk) if belongs else None,
        "may_leave": bool(can_leave(viewer, space)),
        "admins": admins_of(space),
        "section": "groups",
    }


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    leave_space(request.viewer, request.space)
    messages.success(request, _("You left %(name)s.") % {"name": request.space.name})
    still_seen = can_see_space(request.viewer, request.space)
    return redirect(home_url(request.space) if still_seen else brand_url("groups:list"))
