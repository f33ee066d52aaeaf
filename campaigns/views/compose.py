"""Writing an announcement: message, audience, time, and how it will look."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brands.links import brand_url
from campaigns import actions, local_times, rules
from campaigns.forms import WHOLE_BRAND, AnnouncementForm
from campaigns.models import Announcement
from campaigns.models.announcement import BODY_LENGTH, TITLE_LENGTH
from campaigns.queries import get_announcement, spaces_to_announce_in
from campaigns.views.audiences import Audiences, name_of
from content import markup
from core import clock, dates, forms
from core.decisions import ensure
from core.errors import Conflict, Invalid

FIELDS = ("title", "body", "pinned", "must_acknowledge", "expires_at")
USUAL_TIME = dt.time(10)
# The action speaks of moments, the form has a day and a time.
SHOWN_AT = {"publish_at": "publish_on", "expires_at": "expires_on"}


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    ensure(rules.can_open_announcement_desk(viewer))
    audiences = Audiences(request, "announcement.draft", spaces_to_announce_in(viewer))
    tomorrow = clock.local_date(clock.now() + dt.timedelta(days=1), request.brand.time_zone)
    usual = {"audience": request.GET.get("space", ""), "publish_on": tomorrow, "publish_time": USUAL_TIME}
    form = _form(request, audiences.choices, initial=usual)
    if request.method == "POST" and form.is_valid():
        space = audiences.chosen(form.cleaned_data["audience"])
        made = _attempt(form, actions.compose_announcement, viewer, space)
        if made is not None:
            return _done(request, made)
    may_send = viewer.can("announcement.publish") or bool(viewer.spaces_where("announcement.publish"))
    return _page(request, form, None, may_send=may_send)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, announcement: str) -> HttpResponse:
    """The audience stays: another audience is another announcement."""
    found = get_announcement(request.viewer, announcement)
    ensure(rules.can_edit_announcement(request.viewer, found))
    if not found.is_waiting:
        return redirect(brand_url("campaigns:announcement_detail", announcement=found.public_id))
    key = found.space.public_id if found.space else WHOLE_BRAND
    form = _form(request, [(key, name_of(request.brand, found.space))], initial=_as_typed(request, found, key))
    if request.method == "POST" and form.is_valid():
        made = _attempt(form, actions.revise_announcement, request.viewer, found, version=form.cleaned_data["version"])
        if made is not None:
            return _done(request, made)
    return _page(request, form, found, may_send=bool(rules.can_publish_announcement(request.viewer, found)))


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What the form says now, as members will see it. Stores nothing."""
    ensure(rules.can_open_announcement_desk(request.viewer))
    return render(request, "campaigns/_preview.html", _preview_of(request.POST.get("title"), request.POST.get("body")))


def _preview_of(title: str | None, body: str | None) -> dict[str, str]:
    title, body = (title or "")[: 2 * TITLE_LENGTH], (body or "")[: 2 * BODY_LENGTH]
    html = markup.render(body)
    return {"title": title, "body": markup.plain(html), "body_html": html}


def _form(request: HttpRequest, choices: list[tuple[str, str]], initial: dict[str, Any]) -> AnnouncementForm:
    wants_time = request.POST.get("send") == actions.LATER
    zone = request.brand.time_zone
    return AnnouncementForm(
        request.POST or None, audiences=choices, wants_time=wants_time, time_zone=zone, initial=initial
    )


def _attempt(form: AnnouncementForm, action: Any, *who: Any, **options: Any) -> Announcement | None:
    send = form.data.get("send", actions.DRAFT)
    fields = {name: form.cleaned_data[name] for name in FIELDS}
    try:
        return action(*who, send=send, publish_at=form.cleaned_data["publish_at"], **fields, **options)
    except (Invalid, Conflict) as error:
        error.fields = {SHOWN_AT.get(name, name): text for name, text in error.fields.items()}
        forms.show(form, error)
        return None


def _as_typed(request: HttpRequest, found: Announcement, key: str) -> dict[str, Any]:
    """Moments as days and times of the brand."""
    with timezone.override(request.brand.time_zone):
        publish_at = timezone.localtime(found.publish_at) if found.publish_at else None
        expires_at = timezone.localtime(found.expires_at) if found.expires_at else None
    return {
        "audience": key,
        "title": found.title,
        "body": found.body,
        "pinned": found.pinned,
        "must_acknowledge": found.must_acknowledge,
        "publish_on": publish_at.date() if publish_at else None,
        "publish_time": publish_at.time() if publish_at else None,
        "expires_on": expires_at.date() if expires_at else None,
        "version": found.version,
    }


def _page(request: HttpRequest, form: AnnouncementForm, found: Announcement | None, *, may_send: bool) -> HttpResponse:
    context = {
        "form": form,
        "announcement": found,
        "may_send": may_send,
        "zone": local_times.label(request.brand.time_zone, clock.now()),
        **_preview_of(form["title"].value(), form["body"].value()),
    }
    return render(request, "campaigns/compose.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, made: Announcement) -> HttpResponse:
    if made.state == "scheduled":
        with timezone.override(request.brand.time_zone):
            said = _("It goes out %(when)s.") % {"when": dates.moment(made.publish_at)}
    else:
        said = _("Sent.") if made.is_published else _("Draft saved.")
    messages.success(request, said)
    return redirect(brand_url("campaigns:announcement_detail", announcement=made.public_id))
