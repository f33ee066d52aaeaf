"""The inbox: what happened that concerns the reader, in words made for them now."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brands.links import brand_url
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from delivery.actions import mark_all_read, mark_read
from delivery.queries import inbox_of, rendered


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    mine = inbox_of(request.viewer)
    unread_only = request.GET.get("show") == "unread"
    deliveries, mark = page_of(mine.filter(read_at=None) if unread_only else mine, request.GET.get("after", ""))
    context = {
        "notices": rendered(deliveries, request.viewer),
        "next_url": next_url(request.GET, mark),
        "unread_only": unread_only,
        "section": "inbox",
    }
    return render(request, "delivery/_notices.html" if wants_fragment(request) else "delivery/inbox.html", context)


@require_safe
def open_notice(request: HttpRequest, delivery: str) -> HttpResponse:
    """Read it, and go where it leads. Who may no longer see that stays here and is told so."""
    opened = rendered([mark_read(request.viewer, delivery)], request.viewer)[0]
    if opened.shown is None or not opened.shown.path:
        if opened.shown is None:
            messages.warning(request, _("What this was about is not there for you any more."))
        return redirect(brand_url("delivery:inbox"))
    return redirect(opened.shown.path)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    mark_all_read(request.viewer)
    messages.success(request, _("Everything is marked as read."))
    return redirect(brand_url("delivery:inbox"))


@require_safe
def bell(request: HttpRequest) -> HttpResponse:
    """Asked now and then by pages that stay open: nothing when the number is still the one they show."""
    if request.GET.get("had") == str(request.viewer.unread_count):
        return HttpResponse(status=204)
    return render(request, "layouts/_bell.html")
