"""Forms that invite: a link, an address, a file of addresses, a role in the brand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.address_file import ENCODINGS, MOST_BYTES, too_big
from members.models.brand_member import BrandMember, BrandRole
from members.models.membership import Role
from members.rules import can_invite_as
from members.rules.invites import INVITABLE


def roles_to_give(viewer: Any, space: Any) -> list[tuple[str, Any]]:
    """Plain members first: what is above them is offered to those who may give it only."""
    return [(value, label) for value, label in reversed(Role.choices) if can_invite_as(viewer, space, value)]


def address_input() -> forms.EmailInput:
    return forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"})


class InviteLinkForm(forms.Form):
    """Roles above a member are offered to those who may give them only; the action asks again."""

    source_label = forms.CharField(
        label=_("Label"),
        max_length=40,
        required=False,
        help_text=_("Where you will show it, such as a shop or a fair. You see who came by which."),
    )
    role = forms.ChoiceField(label=_("They come in as"), initial=Role.MEMBER)
    uses_limit = forms.IntegerField(
        label=_("How many people"), required=False, min_value=1, help_text=_("Empty is without limit.")
    )
    days = forms.IntegerField(
        label=_("Works for how many days"),
        required=False,
        min_value=1,
        initial=30,
        help_text=_("Empty is until you withdraw it."),
    )

    def __init__(self, viewer: Any, space: Any, data: Any = None) -> None:
        super().__init__(data)
        self.fields["role"].choices = roles_to_give(viewer, space)  # type: ignore[attr-defined]


class InviteAddressForm(forms.Form):
    email = forms.CharField(label=_("E-mail address"), max_length=254, widget=address_input())
    name = forms.CharField(
        label=_("Who it is"),
        max_length=40,
        required=False,
        help_text=_("For your list only: it does not stand in the letter."),
    )
    role = forms.ChoiceField(label=_("They come in as"), initial=Role.MEMBER)
    days = forms.IntegerField(label=_("Works for how many days"), min_value=1, max_value=366, initial=30)

    def __init__(self, viewer: Any, space: Any, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["role"].choices = roles_to_give(viewer, space)  # type: ignore[attr-defined]


class TeamInviteForm(forms.Form):
    """With a `person` there is no address to type."""

    email = forms.CharField(label=_("E-mail address"), max_length=254, widget=address_input())
    name = forms.CharField(
        label=_("Who it is"),
        max_length=40,
        required=False,
        help_text=_("For your list only: it does not stand in the letter."),
    )
    brand_role = forms.ChoiceField(
        label=_("Role in the brand"), choices=[(one.value, one.label) for one in INVITABLE], initial=BrandRole.EDITOR
    )
    days = forms.IntegerField(label=_("Works for how many days"), min_value=1, max_value=366, initial=14)

    def __init__(self, data: Any = None, *, person: BrandMember | None = None) -> None:
        super().__init__(data)
        if person is not None:
            del self.fields["email"], self.fields["name"]


class InviteFileForm(forms.Form):
    """A file, or the same text pasted."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("CSV with a column “email”, and “name” and “role” if you like. Up to 5,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=_("Or paste the rows"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    encoding = forms.ChoiceField(
        label=_("Encoding of the file"),
        required=False,
        choices=[("", _("Found out by itself")), *((one, one.upper()) for one in ENCODINGS)],
    )
    source_label = forms.CharField(
        label=_("Label"),
        max_length=40,
        required=False,
        help_text=_("Where these people are from, such as a fair. You see who came by which."),
    )
    days = forms.IntegerField(label=_("Works for how many days"), min_value=1, max_value=366, initial=30)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        sent, typed = cleaned.pop("file", None), cleaned.pop("text", "")
        if sent is not None and sent.size > MOST_BYTES:
            raise forms.ValidationError({"file": str(too_big())})
        if sent is None and not typed.strip() and "file" not in self.errors:
            raise forms.ValidationError({"file": _("Choose a file, or paste the rows.")})
        if sent is None:
            cleaned["encoding"] = "utf-8"
        cleaned["data"] = sent.read() if sent is not None else typed.encode("utf-8", "surrogatepass")
        return cleaned
