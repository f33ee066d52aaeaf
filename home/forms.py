"""Setting up an install: its first account, and the opening of a brand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import forms as fields


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
