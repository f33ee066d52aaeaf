"""At the desk: the filter, refusing with a reason, asking back; and the applicant's answer."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models.application import ApplicationState
from members.queries import DeskFilter
from spaces.models import Space
from spaces.refusals import READY, refusals_of

AGES = (
    ("", _("Any age")),
    ("1", _("Older than a day")),
    ("3", _("Older than 3 days")),
    ("7", _("Older than a week")),
)


class DeskForm(forms.Form):
    """The filter of the list. What does not exist counts as not asked for, so an old address still shows a list."""

    q = forms.CharField(label=_("Name or answer"), required=False, max_length=80)
    group = forms.ChoiceField(label=_("Group"), required=False)
    age = forms.ChoiceField(label=_("Waiting since"), required=False, choices=AGES)
    rule = forms.ChoiceField(label=_("Decided by"), required=False)

    def __init__(self, data: Any, *, groups: Sequence[Space], rules: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="id_%s")
        self.spaces = {one.public_id: one for one in groups}
        self.fields["group"].choices = [("", _("All groups")), *((one.public_id, one.name) for one in groups)]  # type: ignore[attr-defined]
        deciders = [("", _("Anybody")), ("people", _("A person")), ("rules", _("Any rule")), *rules]
        self.fields["rule"].choices = deciders  # type: ignore[attr-defined]
        if len(groups) < 2:
            del self.fields["group"]
        if not rules:
            del self.fields["rule"]
        self.is_valid()

    @property
    def wanted(self) -> DeskFilter:
        given = self.cleaned_data
        state = self.data.get("state", "")
        return DeskFilter(
            state=state if state in ApplicationState.values else ApplicationState.WAITING.value,
            space=self.spaces.get(given.get("group", "")),
            days=int(given.get("age") or 0),
            rule=given.get("rule", ""),
            words=given.get("q", ""),
        )

    @property
    def is_filtered(self) -> bool:
        return any(self.cleaned_data.get(name) for name in self.fields)


class DeclineForm(forms.Form):
    """A ready reason, own words, or both: what reaches the applicant is never empty."""

    template = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect, initial="own", required=False)
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=190,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The applicant reads this."),
    )

    def __init__(self, data: Any = None, *, spaces: Collection[Space]) -> None:
        """The text itself is the value: a list that somebody changes meanwhile can never send another reason."""
        super().__init__(data)
        ready = refusals_of(next(iter(spaces))) if len(spaces) == 1 else [str(one) for one in READY]
        choices = [*((one, one) for one in ready), ("own", _("Only my own words"))]
        self.fields["template"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("template") in ("", "own") and not (given.get("words") or "").strip():
            self.add_error("words", _("Tell the applicant why."))
        return given

    @property
    def reason(self) -> str:
        ready = self.cleaned_data["template"]
        return "\n".join(filter(None, ["" if ready == "own" else ready, self.cleaned_data["words"].strip()]))


class BulkDeclineForm(DeclineForm):
    """The same reason for everybody who was chosen."""


class AskForm(forms.Form):
    question = forms.CharField(
        label=_("Your question"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The applicant reads it and answers; you are told."),
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=pgettext_lazy("to a question of the admins", "Your answer"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
