"""What is asked when a community opens; the rest is on its settings page."""

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
