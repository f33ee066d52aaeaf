"""Forms about roles in the brand. What is allowed is decided by the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import BrandMember
from members.models.brand_member import BrandRole
from members.role_texts import SENTENCES

NONE = "none"  # an empty value would make the field look optional


def _told(role: str, label: Any) -> Any:
    return _("%(role)s: %(sentence)s") % {"role": label, "sentence": SENTENCES[role]}


def offered(*, owner: bool) -> list[tuple[str, Any]]:
    roles = [(role, _told(role, label)) for role, label in BrandRole.choices if owner or role != BrandRole.OWNER]
    return [*roles, (NONE, _("No role in the brand"))]


def _role(chosen: str) -> str:
    return "" if chosen == NONE else chosen


class BrandRoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role in the brand"), widget=forms.RadioSelect)

    def __init__(self, person: BrandMember, data: Any = None, *, is_self: bool = False) -> None:
        super().__init__(data, initial={"role": NONE if is_self else person.role or NONE})
        if is_self:
            choices: list[tuple[str, Any]] = [(NONE, _("I give up my role"))]
        else:
            choices = offered(owner=person.role == BrandRole.OWNER)
        self.fields["role"].choices = choices  # type: ignore[attr-defined]

    def clean_role(self) -> str:
        return _role(self.cleaned_data["role"])


class HandOverForm(forms.Form):
    stays = forms.ChoiceField(
        label=_("What do you stay?"),
        initial=BrandRole.MANAGER,
        widget=forms.RadioSelect,
        choices=lambda: offered(owner=True),
    )
    sure = forms.BooleanField(
        label=_("I have read what happens, and I want this."),
        error_messages={"required": _("Tick this to go on.")},
    )

    def clean_stays(self) -> str:
        return _role(self.cleaned_data["stays"])
