"""The entrance of a brand: its name, the spaces that this viewer may know of, and what was said last."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.queries import latest_for
from content.rules import can_create_post
from spaces.links import home_url, space_url
from spaces.models import Space
from spaces.queries import spaces_shown

LATEST = 6


@require_safe
def brand(request: HttpRequest) -> HttpResponse:
    spaces = spaces_shown(request.viewer)
    cards = [_card(request, space) for space in spaces]
    context = {
        "section": "home",
        "compose_url": _compose_url(request.viewer, spaces),
        "communities": [card for card in cards if card["space"].door == "c"],
        "groups": [card for card in cards if card["space"].door == "g"],
        # What is said behind a closed door is not called out in the entrance, not even to its members.
        "latest": latest_for(request.viewer, [one for one in spaces if one.is_open_to_read], size=LATEST),
    }
    return render(request, "home/brand.html", context)


def _compose_url(viewer: Any, spaces: list[Space]) -> str:
    """The plus of the tab bar writes into the first open community that takes a post from this viewer."""
    open_to = (one for one in spaces if one.door == "c" and can_create_post(viewer, one))
    space = next(open_to, None)
    return space_url(space, "content:new") if space else ""


def _card(request: HttpRequest, space: Space) -> dict:
    return {"space": space, "url": home_url(space), "belongs": request.viewer.belongs_to(space)}
