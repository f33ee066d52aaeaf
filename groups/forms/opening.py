"""What is asked when a group opens; the rest is on its settings page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import forms as fields
from spaces.models import JoinPolicy, Visibility


class OpenGroupForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=40)
    slug = fields.address_field()
    tagline = fields.tagline_field()
    visibility = forms.ChoiceField(
        label=_("Who knows about it"),
        choices=[(one.value, one.label) for one in (Visibility.LISTED, Visibility.SECRET)],
        initial=Visibility.LISTED,
        widget=forms.RadioSelect,
    )
    join_policy = forms.ChoiceField(
        label=_("How people get in"),
        choices=[(one.value, one.label) for one in (JoinPolicy.APPLY, JoinPolicy.INVITE)],
        initial=JoinPolicy.APPLY,
        widget=forms.RadioSelect,
    )
