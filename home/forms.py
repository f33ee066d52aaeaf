"""Setting up an install, opening a brand, and what staff note about a person."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import forms as fields
from members.models.brand_member import HIGHEST_TIER


class SetUpForm(forms.Form):
    display_name = forms.CharField(
        label=_("Your name"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Email"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        help_text=_("At least 10 characters. A sentence is easier to remember than a word."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "minlength": 10}, render_value=True),
    )


class OpenBrandForm(forms.Form):
    name = forms.CharField(
        label=_("Brand name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    slug = fields.address_field()
    tagline = fields.tagline_field()
    accent = fields.colour_field(
        initial="#1c6662", help_text=_("One colour is enough: buttons and links follow it, in light and dark.")
    )
    logo = fields.picture_field(label=_("Logo"), help_text=_("Square works best. PNG, JPEG or WebP, up to 10 MB."))
    time_zone = fields.time_zone_field()
    language = fields.language_field()


def tiers() -> list[tuple[str, Any]]:
    named = [(str(tier), _("VIP %(tier)d") % {"tier": tier}) for tier in range(1, HIGHEST_TIER + 1)]
    return [("0", _("No tier")), *named]


class RecordForm(forms.Form):
    """What staff note about a person, who reads it too under what we know about them."""

    vip_tier = forms.TypedChoiceField(label=_("VIP tier"), choices=tiers, coerce=int)
    region = forms.CharField(label=_("Region"), max_length=40, required=False)
    interests = forms.CharField(
        label=_("Interests"), max_length=220, required=False, help_text=_("Up to ten, separated by commas.")
    )

    def clean_interests(self) -> list[str]:
        return [one.strip() for one in re.split("[,，、]", self.cleaned_data["interests"]) if one.strip()]
