"""Form fields that several apps ask for, and an action's refusal put beside the field it is about."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core import time_zones
from core.errors import Conflict, Invalid

Result = TypeVar("Result")
PICTURES = "image/jpeg,image/png,image/webp"


def attempt(form: forms.Form, action: Callable[..., Result], **fields: Any) -> Result | None:
    """
    Run `action` with what the form holds. None when either refuses; then the form says why, beside the fields.

    A Conflict about no field in particular is for the view: the world changed, and the page has to show how.
    """
    if not form.is_valid():
        return None
    try:
        return action(**{**form.cleaned_data, **fields})
    except (Invalid, Conflict) as error:
        if isinstance(error, Conflict) and not error.fields:
            raise
        show(form, error)
        return None


def show(form: forms.Form, error: Invalid | Conflict) -> None:
    """Fields such as `answers.q1` may stand for parts that the form does not have: those go on top."""
    for name, message in (error.fields or {"": error.message}).items():
        form.add_error(name if name in form.fields else None, str(message))


def address_field() -> forms.CharField:
    return forms.CharField(
        label=_("Address"),
        max_length=40,
        required=False,
        help_text=_(
            "Lower-case letters, digits and hyphens. Leave it empty and we suggest one. It cannot change later."
        ),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )


def tagline_field() -> forms.CharField:
    return forms.CharField(label=_("Tagline"), max_length=120, required=False, help_text=_("One line below the name."))


def colour_field(**options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"type": "color"})
    return forms.CharField(label=_("Accent colour"), max_length=7, widget=widget, **options)


def picture_field(**options: Any) -> forms.FileField:
    return forms.FileField(required=False, widget=forms.FileInput(attrs={"accept": PICTURES}), **options)


def time_zone_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Time zone"), choices=time_zones.choices, initial="Asia/Taipei")


def language_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="zh-hant")
