"""THE menu of the brand console: what stands there, and the power that shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from brands.links import brand_url
from core.capabilities import catalogue
from core.errors import Text


@dataclass(frozen=True)
class Entry:
    """
    Shown to whoever holds `capability` in the whole brand or in any of their spaces.

    `also` are pages that are reached from there and stand under another address.
    """

    label: Text
    icon: str
    url_name: str
    capability: str
    also: tuple[str, ...] = ()


MENU = (
    Entry(_("Overview"), "overview", "home:overview", "metrics.view"),
    Entry(_("Spaces"), "plaza", "spaces:list", "space.manage", ("communities:proposals",)),
    Entry(_("Members"), "users", "members:list", "member.see_brand", ("members:bans",)),
    Entry(_("Team and roles"), "user", "members:staff", "member.see_brand", ("members:team_invites",)),
    Entry(_("Segments"), "filter", "members:segments", "segment.view"),
    Entry(_("Tags"), "tag", "members:tags", "member.tag", ("members:tag_jobs",)),
    Entry(_("Plaza to club"), "arrow", "communities:bridges", "bridge.run"),
    Entry(_("Applications"), "user-plus", "groups:desk", "member.admit"),
    Entry(_("Announcements"), "megaphone", "campaigns:announcements", "announcement.draft"),
    Entry(_("Coupons"), "ticket", "campaigns:coupons", "coupon.issue"),
    Entry(_("Redeem a code"), "qr", "campaigns:redeem", "coupon.redeem"),
    Entry(_("Privacy"), "shield", "members:privacy_desk", "privacy.oversee"),
    Entry(_("Brand settings"), "sliders", "brands:settings", "brand.manage"),
    Entry(_("API keys"), "link", "brands:keys", "key.manage"),
    Entry(_("Webhooks"), "send", "delivery:webhooks", "webhook.manage"),
)


def context(request: HttpRequest) -> dict[str, Any]:
    """For layouts/console.html and for the way into the console. Lazy: a page that shows neither pays nothing."""
    menu = SimpleLazyObject(lambda: menu_for(request))
    return {"console_menu": menu, "desk_url": SimpleLazyObject(lambda: menu[0]["url"] if menu else "")}


def menu_for(request: HttpRequest) -> list[dict[str, Any]]:
    items = list(_open_to(getattr(request, "viewer", None))) if getattr(request, "brand", None) else []
    found = ((url, item["url"]) for item in items for url in item.pop("urls") if request.path.startswith(url))
    _here, current = max(found, key=lambda pair: len(pair[0]), default=("", ""))
    return [{**item, "current": item["url"] == current} for item in items]


def _open_to(viewer: Any) -> Iterator[dict[str, Any]]:
    for entry in MENU:
        if entry.capability in catalogue and _holds(viewer, entry.capability):
            try:
                urls = [brand_url(name) for name in (entry.url_name, *entry.also)]
            except NoReverseMatch:  # the page is not part of this install
                continue
            yield {"url": urls[0], "urls": urls, "label": entry.label, "icon": entry.icon}


def _holds(viewer: Any, capability: str) -> bool:
    return bool(viewer and (viewer.can(capability) or viewer.spaces_where(capability)))
