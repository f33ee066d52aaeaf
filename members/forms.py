"""Forms about people. What is allowed is decided by the actions; these only shape what was typed."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core import time_zones
from members.models.brand_member import BrandRole


def own_time_zones() -> list[tuple[str, Any]]:
    return [("", _("Same as the brand")), *time_zones.choices()]


class ProfileForm(forms.Form):
    display_name = forms.CharField(
        label=_("Display name"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "nickname"})
    )
    bio = forms.CharField(
        label=_("About you"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Up to 200 characters. Members of this brand can read it."),
    )
    avatar = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP up to 10 MB. Location and other hidden data are removed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )
    no_avatar = forms.BooleanField(label=_("Remove my picture"), required=False)
    language = forms.ChoiceField(
        label=_("Language of e-mails to you"),
        required=False,
        choices=[("", _("Same as the brand")), *settings.LANGUAGES],
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False, choices=own_time_zones)


class PeopleSearchForm(forms.Form):
    q = forms.CharField(label=_("Name"), max_length=40, required=False)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All roles")), *BrandRole.choices])
