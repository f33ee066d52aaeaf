"""Setting up a webhook. What is allowed is decided by the actions; this only shapes what was typed."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.webhooks import catalogue, families
from delivery.models import WebhookEndpoint
from delivery.queries import spaces_told_of
from spaces.models import Space

MOST_SPACES = 200


def _verbs() -> list[tuple[str, Any]]:
    named = [*families.items(), *((name, one.label) for name, one in catalogue.items())]
    return [(name, format_html('{} <code class="tiny muted">{}</code>', label, name)) for name, label in named]


class WebhookForm(forms.Form):
    label = forms.CharField(label=_("What is it for"), max_length=60)
    url = forms.CharField(
        label=_("Where it goes"),
        max_length=2000,
        help_text=_("The https address of your system, such as https://hooks.your-shop.com/plaza."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
    )
    verbs = forms.MultipleChoiceField(
        label=_("What it tells"),
        choices=_verbs,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing to be told of.")},
    )
    spaces = forms.MultipleChoiceField(
        label=_("Of which spaces"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: every space, also those that open later."),
    )

    def __init__(self, viewer: Any, data: Any = None, *, endpoint: WebhookEndpoint | None = None) -> None:
        spaces = list(Space.objects.visible_to(viewer).order_by("kind", "id")[:MOST_SPACES])
        super().__init__(data, initial=_initial(viewer, endpoint, spaces) if endpoint else None)
        self.fields["spaces"].choices = [(one.public_id, one.name) for one in spaces]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["spaces"] = cleaned.get("spaces") or None
        return cleaned


def _initial(viewer: Any, endpoint: WebhookEndpoint, spaces: list[Space]) -> dict[str, Any]:
    told = spaces_told_of(viewer, endpoint, {one.pk for one in spaces})
    words = {name: getattr(endpoint, name) for name in ("label", "url", "verbs")}
    return {**words, "spaces": [one.public_id for one in told or []]}
