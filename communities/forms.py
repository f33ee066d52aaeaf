"""What is asked when a community opens; the rest is on its settings page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import forms as fields
from spaces.models import Visibility


class OpenCommunityForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=40)
    slug = fields.address_field()
    tagline = fields.tagline_field()
    visibility = forms.ChoiceField(
        label=_("Who can read"),
        choices=[(one.value, one.label) for one in (Visibility.PUBLIC, Visibility.BRAND)],
        initial=Visibility.PUBLIC,
        widget=forms.RadioSelect,
    )


class BridgeForm(forms.Form):
    """Which segment, from which community, into which group."""

    segment = forms.ChoiceField(label=_("Segment"))
    plaza = forms.ChoiceField(label=_("Members of the community"))
    group = forms.ChoiceField(label=_("Invite into the group"))

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]


class ProposalForm(forms.Form):
    """What a member says about the community they would like to open."""

    name = forms.CharField(label=_("Name"), max_length=40)
    purpose = forms.CharField(
        label=_("What it is for"),
        max_length=2000,
        help_text=_("Everyone reads this on its page."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    rules = forms.CharField(
        label=_("Rules"),
        max_length=4000,
        required=False,
        help_text=_("One per line. You can change them later."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DeclineProposalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("Whoever asked reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
