"""Forms about people. What is allowed is decided by the actions; these only shape what was typed."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core import clock, time_zones
from core.text import is_storable
from members.models import Tag
from members.models.brand_member import HIGHEST_TIER, BrandRole, Origin, Stage
from members.models.consent import TEXT_LENGTH
from members.models.data_request import RequestScope
from members.models.membership import Role
from members.queries import PeopleFilter
from members.queries.columns import Column, chosen_columns, columns_for
from spaces.models import Space


def own_time_zones() -> list[tuple[str, Any]]:
    return [("", _("Same as the brand")), *time_zones.choices()]


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"})


def role_choices() -> list[tuple[str, Any]]:
    return [("", _("Any role")), (_("In the brand"), BrandRole.choices), (_("In a space"), Role.choices)]  # type: ignore[list-item]


def tier_choices() -> list[tuple[str, Any]]:
    tiers = [(str(tier), _("VIP %(tier)d") % {"tier": tier}) for tier in range(1, HIGHEST_TIER + 1)]
    return [("", _("Any tier")), ("0", _("No tier")), *tiers]


def storable(typed: str) -> str:
    if not is_storable(typed):
        raise forms.ValidationError(_("This contains characters that cannot be stored."), code="bad_characters")
    return typed.strip()


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


class PeopleFilterForm(forms.Form):
    """What the list of people is asked for. The address carries it, so a question can be kept and sent on."""

    q = forms.CharField(label=_("Name"), max_length=40, required=False)
    email = forms.CharField(label=_("E-mail address, whole"), max_length=254, required=False)
    tag = forms.ChoiceField(label=_("Tag"), required=False)
    space = forms.ChoiceField(label=_("Space"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=role_choices)
    vip_tier = forms.ChoiceField(label=_("VIP tier"), required=False, choices=tier_choices)
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("Any stage")), *Stage.choices])
    region = forms.CharField(label=_("Region"), max_length=40, required=False)
    source = forms.ChoiceField(label=_("Came from"), required=False, choices=[("", _("Anywhere")), *Origin.choices])
    joined_from = forms.DateField(label=_("Joined from"), required=False, widget=day_input())
    joined_to = forms.DateField(label=_("Joined until"), required=False, widget=day_input())
    seen_from = forms.DateField(label=_("Last seen from"), required=False, widget=day_input())
    seen_to = forms.DateField(label=_("Last seen until"), required=False, widget=day_input())
    columns = forms.MultipleChoiceField(label=_("Columns"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, viewer: Any) -> None:
        self.viewer = viewer
        self.tags = {one.public_id: one for one in Tag.objects.visible_to(viewer).order_by("name_key")}
        self.spaces = {one.public_id: one for one in Space.objects.readable_by(viewer).order_by("name")}
        super().__init__(data)
        self.fields["tag"].choices = [("", _("Any tag")), *((key, one.name) for key, one in self.tags.items())]
        self.fields["space"].choices = [("", _("Any space")), *((key, one.name) for key, one in self.spaces.items())]
        self.fields["columns"].choices = [(one.name, one.label) for one in columns_for(viewer)]
        if not viewer.can("pii.view"):
            del self.fields["email"]

    def clean_q(self) -> str:
        return storable(self.cleaned_data["q"])

    def clean_region(self) -> str:
        return storable(self.cleaned_data["region"])

    def wanted(self) -> PeopleFilter:
        given = {name: value for name, value in self.cleaned_data.items() if name != "columns" and value}
        if "vip_tier" in given:
            given["vip_tier"] = int(given["vip_tier"])
        for name, known in (("tag", self.tags), ("space", self.spaces)):
            if name in given:
                given[name] = known[given[name]]
        return PeopleFilter(**given)

    @property
    def chosen(self) -> list[Column]:
        return chosen_columns(self.viewer, self.cleaned_data.get("columns", ()))


class TaggingForm(forms.Form):
    """One tag for several people: those picked (`member`), or everyone who fits `query`."""

    tag = forms.ChoiceField(label=_("Tag"))
    why = forms.CharField(
        label=_("Why"),
        max_length=120,
        required=False,
        help_text=_("Staff read this beside the tag. Up to 120 characters."),
    )

    def __init__(self, data: Any, viewer: Any) -> None:
        self.tags = {one.public_id: one for one in Tag.objects.visible_to(viewer).order_by("name_key")}
        super().__init__(data)
        self.fields["tag"].choices = [("", _("Choose a tag")), *((key, one.name) for key, one in self.tags.items())]

    def clean_tag(self) -> Tag:
        return self.tags[self.cleaned_data["tag"]]


class TagForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=24)
    about = forms.CharField(
        label=_("When to give it"), max_length=120, required=False, help_text=_("Only staff read this.")
    )


LENGTHS = [("1", _("1 day")), ("3", _("3 days")), ("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))]
NO_END = ("", _("Until someone lifts it"))


class RemovalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("The person reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def fields_of_action(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class MuteForm(forms.Form):
    days = forms.ChoiceField(label=_("For how long"), choices=LENGTHS, initial="3")
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("The person reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def fields_of_action(self) -> dict[str, Any]:
        days = self.cleaned_data["days"]
        until = clock.now() + dt.timedelta(days=int(days)) if days else None
        return {"reason": self.cleaned_data["reason"], "until": until}


class BanForm(MuteForm):
    days = forms.ChoiceField(label=_("For how long"), choices=[*LENGTHS, NO_END], required=False, initial="30")


class ForgetForm(forms.Form):
    scope = forms.ChoiceField(
        label=_("Where should you be forgotten?"),
        choices=RequestScope.choices,
        initial=RequestScope.BRAND,
        widget=forms.RadioSelect,
    )
    posts = forms.ChoiceField(
        label=_("What about your posts and comments?"),
        choices=[
            ("remove", _("They go too. Answers of others stay below an empty place.")),
            ("nameless", _("What is published stays, without my name and picture.")),
        ],
        initial="remove",
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label=_("I have read what happens, and I want this."),
        error_messages={"required": _("Tick this to go on.")},
    )


class ConsentTextForm(forms.Form):
    body = forms.CharField(
        label=_("What members are asked"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Say what for, and that it can be taken back at any time. Leave it empty to ask for nothing."),
    )
