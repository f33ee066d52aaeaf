"""What this brand knows about the reader, what reached them and why, and what they decide about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brands.links import brand_url
from core.decisions import ensure
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from core.viewing import open_to_banned
from delivery.queries import messages_to, rendered, why
from members.queries.consents import consents_of
from members.queries.privacy import about_account, about_member, segments_of, standings_shown, tags_of
from members.rules import can_request_data
from spaces.models import Space

OPEN_TO_BANNED = ("privacy", "privacy_data")


def tabs(current: str, viewer: Any) -> list[dict[str, Any]]:
    names = {
        "privacy": _("What we know"),
        "privacy_messages": _("What you got"),
        "privacy_choices": _("Your choices"),
        "privacy_data": _("Download or delete"),
    }
    return [
        {"url": brand_url(f"members:{name}"), "label": label, "current": name == current}
        for name, label in names.items()
        if name in OPEN_TO_BANNED or not viewer.is_banned
    ]


@open_to_banned
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    ensure(can_request_data(viewer))
    member = viewer.record
    context = {
        "tabs": tabs("privacy", viewer),
        "account_facts": about_account(request.user),
        "member": member,
        "facts": about_member(member) if member else [],
        "standings": standings_shown(viewer) if member else [],
        "tags": tags_of(member) if member else [],
        "segments": segments_of(viewer) if member else [],
        "consents": consents_of(member) if member else [],
    }
    return render(request, "members/privacy.html", context)


@require_safe
def privacy_messages(request: HttpRequest) -> HttpResponse:
    """Each line says why: what one is told of, and the space it came from as far as one may know of that now."""
    ensure(can_request_data(request.viewer))
    deliveries, mark = page_of(messages_to(request.viewer), request.GET.get("after", ""))
    places = _places(request.viewer, {one.message.fact.space_id for one in deliveries})
    lines = [
        {
            "delivery": one.delivery,
            "shown": one.shown,
            "why": why(one.delivery.message.notice),
            "place": places.get(one.delivery.message.fact.space_id, ""),
        }
        for one in rendered(deliveries, request.viewer)
    ]
    context = {
        "tabs": tabs("privacy_messages", request.viewer),
        "lines": lines,
        "next_url": next_url(request.GET, mark),
    }
    template = "members/_privacy_messages.html" if wants_fragment(request) else "members/privacy_messages.html"
    return render(request, template, context)


def _places(viewer: Any, ids: set[int | None]) -> dict[int | None, str]:
    seen = dict(Space.objects.visible_to(viewer).filter(pk__in=ids - {None}).values_list("pk", "name"))
    return {pk: seen.get(pk, _("private group")) for pk in ids if pk is not None}
