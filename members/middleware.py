"""`request.viewer`, and for pages of a space `request.space` with `request.spaces` for the navigation."""

from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils import timezone, translation

from brands.links import brand_url
from core.errors import NotVisible
from core.middleware import error_response, is_api
from members.actions.presence import note_seen
from members.actions.records import stand_barred
from members.actions.standing import note_inspection
from members.viewer import Viewer
from spaces.models import Kind
from spaces.queries import spaces_around

log = structlog.get_logger(__name__)
_DOORS = {"c": Kind.COMMUNITY, "g": Kind.GROUP}


class ViewerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = Viewer(request.user)  # type: ignore[attr-defined]
        _speak_as_chosen(request)
        with timezone.override(_zone(request)):
            response = self.get_response(request)
        _note_presence(request)
        if response.status_code == 403 and request.method == "POST":
            stand_barred(request.viewer)  # type: ignore[attr-defined]  # the refusal itself left nothing behind
        viewer = request.viewer  # type: ignore[attr-defined]  # REST has put its own in the place of ours
        if viewer.looked_into and response.status_code < 400:
            note_inspection(viewer, *viewer.looked_into.values())
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")  # nobody else's copy, also after sign-out
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Pages mounted under `c/<space_slug>/` or `g/<space_slug>/` find their space here, in one query with the navigation."""
        if not is_api(request) and not getattr(view, "open_to_banned", False) and request.viewer.is_banned:  # type: ignore[attr-defined]
            return banned_page(request)  # REST asks in brands.endpoint
        door, slug = kwargs.pop("door", None), kwargs.pop("space_slug", None)
        if door is None or slug is None:
            return None
        spaces = spaces_around(request.viewer, kind=_DOORS[door], slug=slug)  # type: ignore[attr-defined]
        if not spaces or spaces[0].slug != slug or spaces[0].door != door:
            return error_response(request, NotVisible())  # Django gives no process_exception to what is raised here
        request.space = spaces[0]  # type: ignore[attr-defined]
        request.spaces = spaces  # type: ignore[attr-defined]
        return None


def _note_presence(request: HttpRequest) -> None:
    """Only of viewers that the page has loaded anyway: nobody is looked up for this."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if "_loaded" in vars(viewer) and viewer.scopes is None:
        try:
            note_seen(viewer)
        except DatabaseError:  # a page that is ready is not lost because a busy store cannot note who read it
            log.warning("presence.not_noted")


def banned_page(request: HttpRequest) -> HttpResponse:
    """All that somebody banned from the brand meets: why, until when, and the way to what is known of them."""
    context = {"record": request.viewer.record, "privacy_url": _privacy_url()}  # type: ignore[attr-defined]
    return render(request, "members/banned.html", context, status=403)


def _privacy_url() -> str:
    try:
        return brand_url("members:privacy")
    except NoReverseMatch:  # the page is not part of this install
        return ""


def _speak_as_chosen(request: HttpRequest) -> None:
    """On a device where no language was picked, the one the account chose elsewhere beats the browser's."""
    chosen = getattr(request.user, "language", "")
    if chosen and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(chosen)
        request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]


def _zone(request: HttpRequest) -> str:
    """Pages show the reader's time; without a wish of their own, the brand's."""
    own = getattr(request.user, "time_zone", "")
    return own or getattr(request.brand, "time_zone", settings.TIME_ZONE)  # type: ignore[attr-defined]
