"""What members read. Opening an announcement is what counts as having read it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brands.links import brand_url
from campaigns import actions, rules
from campaigns.queries import announcements_in, get_announcement, unread_announcements
from core.decisions import ensure
from members.queries import space_tabs
from spaces.links import home_url, space_url
from spaces.rules import can_read_space

SHOWN = 100


@require_safe
def announcement(request: HttpRequest, announcement: str) -> HttpResponse:
    viewer, found = request.viewer, get_announcement(request.viewer, announcement)
    read = None
    if rules.can_read_announcement(viewer, found) and _is_a_look(request):
        read = actions.mark_announcement_read(viewer, found)
    context = {
        "announcement": found,
        "read": read,
        "all_url": space_url(found.space, "campaigns:space_announcements") if found.space else "",
        "has_numbers": bool(rules.can_open_announcement_detail(viewer, found)),
        "may_acknowledge": bool(rules.can_acknowledge_announcement(viewer, found)),
    }
    return render(request, "campaigns/announcement.html", context)


def _is_a_look(request: HttpRequest) -> bool:
    """What a browser fetched ahead has not been read by anyone."""
    return request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")


@require_POST
def acknowledge(request: HttpRequest, announcement: str) -> HttpResponse:
    found = get_announcement(request.viewer, announcement)
    actions.acknowledge_announcement(request.viewer, found)
    messages.success(request, _("Thank you, that is noted."))
    return redirect(brand_url("campaigns:announcement", announcement=found.public_id))


@require_safe
def space_announcements(request: HttpRequest) -> HttpResponse:
    viewer, space = request.viewer, request.space
    ensure(can_read_space(viewer, space))
    viewer.looks_into(space)
    context = {
        "space": space,
        "announcements": announcements_in(viewer, space)[:SHOWN],
        "belongs": viewer.belongs_to(space),
        "home_url": home_url(space),
        "tabs": space_tabs(viewer, space, "announcements", unread=unread_announcements(viewer, space)),
        "may_write": bool(rules.can_draft_announcement(viewer, space)),
        "section": "groups" if space.door == "g" else "communities",
    }
    return render(request, "campaigns/space_announcements.html", context)
