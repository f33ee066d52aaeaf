"""A brand's settings, and a new API key."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brands.keys import SCOPES
from brands.models import Brand, MemberCommunities
from core import clock
from core import forms as fields

MEANINGS = {
    "content:read": _("Read open spaces, posts and comments"),
    "content:write": _("Post, comment, react, join and leave"),
    "groups:read": _("Also see closed groups that you may see"),
    "members:read": _("Read members and applications"),
    "members:write": _("Apply, and decide on applications"),
    "contacts:read": _("See e-mail addresses and birthdays, if you may"),
    "announcements:read": _("Read announcements"),
    "announcements:write": _("Write and schedule announcements"),
    "coupons:read": _("Read coupons and claims"),
    "coupons:write": _("Issue, claim and redeem coupons"),
    "analytics:read": _("Read numbers and activities"),
    "brand:write": _("Change the brand and its spaces"),
    "webhooks:manage": _("Set up webhooks; what they tell takes the other rights"),
}
LIFETIMES = [("90", _("90 days")), ("365", _("1 year")), ("0", _("Until it is revoked"))]


class BrandForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Brand name"), max_length=60)
    tagline = forms.CharField(
        label=_("Tagline"), max_length=120, required=False, help_text=_("One line below the name.")
    )
    accent = fields.colour_field(help_text=_("One colour is enough: buttons and links follow it, in light and dark."))
    logo = fields.picture_field(label=_("Logo"), help_text=_("Square works best. PNG, JPEG or WebP, up to 10 MB."))
    remove_logo = forms.BooleanField(label=_("Remove the logo"), required=False)
    time_zone = fields.time_zone_field()
    language = fields.language_field()
    member_communities = forms.ChoiceField(
        label=_("Members start communities of their own"),
        choices=MemberCommunities.choices,
        widget=forms.RadioSelect,
        help_text=_("Whoever starts one is its first admin, and its page says who that is."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, brand: Brand) -> None:
        names = ("version", "name", "tagline", "accent", "time_zone", "language", "member_communities")
        super().__init__(data, files, initial={name: getattr(brand, name) for name in names})
        self.conflict = False
        if not brand.logo:
            del self.fields["remove_logo"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        settings = {name: value for name, value in cleaned.items() if name not in ("logo", "remove_logo", "version")}
        settings["seen_version"] = cleaned["version"]
        if cleaned.get("logo") or cleaned.get("remove_logo"):
            settings["logo"] = cleaned.get("logo") or ""
        return settings

    def accept_version(self, version: int) -> None:
        """After a conflict the typed text stays; saving again is a choice to replace what the other person saved."""
        self.conflict = True
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[union-attr]


class KeyForm(forms.Form):
    label = forms.CharField(
        label=_("What is it for"), max_length=60, help_text=_("So that you know later which one to revoke.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(scope, MEANINGS[scope]) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing that the key may do.")},
    )
    days = forms.ChoiceField(label=_("Valid for"), choices=LIFETIMES, initial="90")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        days = int(cleaned.pop("days", 0))
        if days:
            cleaned["expires_at"] = clock.now() + dt.timedelta(days=days)
        return cleaned
