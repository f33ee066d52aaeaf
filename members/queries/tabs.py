"""The tabs of a space: the pages that stand behind its door. Upper apps' pages are asked for by name."""

from typing import Any

from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from members.rules.memberships import can_see_members
from spaces.links import home_url, space_url
from spaces.models import Space


def space_tabs(viewer: Any, space: Space, current: str, *, unread: int = 0) -> list[dict[str, Any]]:
    """`current` is "home", "announcements" or "members". The caller asked `can_read_space`."""
    tabs: list[dict[str, Any]] = [
        {"name": "home", "label": _("Front page"), "url": home_url(space)},
        {
            "name": "announcements",
            "label": _("Announcements"),
            "url": _if_there(space, "campaigns:space_announcements"),
            "count": unread,
        },
    ]
    if can_see_members(viewer, space):
        url = space_url(space, "members:space_members")
        tabs.append({"name": "members", "label": _("Members"), "url": url})
    return [{**tab, "current": tab["name"] == current} for tab in tabs if tab["url"]]


def _if_there(space: Space, name: str) -> str:
    try:
        return space_url(space, name)
    except NoReverseMatch:  # the page is not part of this install
        return ""
