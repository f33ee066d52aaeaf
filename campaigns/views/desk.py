"""The desk's list of announcements, one of them in numbers, and its buttons."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brands.links import brand_url
from campaigns import actions, local_times, rules
from campaigns.models import Announcement, AnnouncementState
from campaigns.models.announcement import WAITING
from campaigns.queries import announcement_desk, get_announcement
from core import clock
from core.decisions import ensure
from core.errors import Conflict, Invalid
from core.paging import next_url, page_of

SHOWN = {
    "waiting": WAITING,
    "sent": (AnnouncementState.PUBLISHED,),
    "cancelled": (AnnouncementState.CANCELLED,),
}


@require_safe
def announcements(request: HttpRequest) -> HttpResponse:
    ensure(rules.can_open_announcement_desk(request.viewer))
    shown = request.GET.get("state", "")
    rows = announcement_desk(request.viewer)
    if shown in SHOWN:
        rows = rows.filter(state__in=SHOWN[shown])
    page, mark = page_of(rows, request.GET.get("after", ""))
    request.viewer.looks_into(*(one.space for one in page))
    context = {"announcements": page, "shown": shown, "next_url": next_url(request.GET, mark)}
    return render(request, "campaigns/announcements.html", context)


@require_safe
def announcement_detail(request: HttpRequest, announcement: str) -> HttpResponse:
    found = get_announcement(request.viewer, announcement)
    ensure(rules.can_open_announcement_detail(request.viewer, found))
    context = {
        "announcement": found,
        "may_edit": found.is_waiting and bool(rules.can_edit_announcement(request.viewer, found)),
        "may_send": found.is_waiting and bool(rules.can_publish_announcement(request.viewer, found)),
        "zone": local_times.label(request.brand.time_zone, found.publish_at or clock.now()),
    }
    return render(request, "campaigns/announcement_detail.html", context)


@require_POST
def send_now(request: HttpRequest, announcement: str) -> HttpResponse:
    return _turn(request, announcement, actions.publish_now, _("Sent."))


@require_POST
def cancel(request: HttpRequest, announcement: str) -> HttpResponse:
    return _turn(request, announcement, actions.cancel_announcement, _("Cancelled. It will not be sent."))


def _turn(request: HttpRequest, public_id: str, action: Callable[..., Announcement], said: str) -> HttpResponse:
    """What came too late is told on the page that shows the state as it is now."""
    found = get_announcement(request.viewer, public_id)
    try:
        action(request.viewer, found, version=_version(request))
    except (Conflict, Invalid) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect(brand_url("campaigns:announcement_detail", announcement=found.public_id))


def _version(request: HttpRequest) -> int | None:
    """The version that the button was shown with."""
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None
