"""What we ask at sign-up beside address and password."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import text


class SignupForm(forms.Form):
    display_name = forms.CharField(
        label=_("Display name"),
        max_length=40,
        min_length=1,
        help_text=_("What other members see. You can change it later."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    field_order = ["display_name", "email", "password1"]

    def clean_display_name(self) -> str:
        return text.clean(self.cleaned_data["display_name"], field="display_name", longest=40, shortest=1)

    def signup(self, request, user) -> None:
        """allauth asks for this hook; the adapter stores the name."""
