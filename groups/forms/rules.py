"""Writing a rule of admission without script: a sentence of up to five conditions, a row each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.errors import Invalid
from members.conditions import MAX_CONDITIONS, Ground
from members.models import AdmissionRule
from members.models.admission_rule import Outcome
from spaces.refusals import LONGEST, MAX_REFUSALS, refusals_of

HOWS = [
    ("is", pgettext_lazy("condition", "is, has or belongs")),
    ("is_not", pgettext_lazy("condition", "is not, has not or does not belong")),
    ("contains", pgettext_lazy("condition", "contains the words")),
    ("lacks", pgettext_lazy("condition", "does not contain the words")),
    ("at_least", pgettext_lazy("condition", "is at least, in days")),
    ("under", pgettext_lazy("condition", "is less than, in days")),
]


class ConditionForm(forms.Form):
    """`about` is "what:subject"; an empty one leaves the row out."""

    about = forms.ChoiceField(label=pgettext_lazy("condition", "If"), required=False)
    how = forms.ChoiceField(label=pgettext_lazy("condition", "Compared how"), choices=HOWS, required=False)
    value = forms.CharField(label=pgettext_lazy("condition", "With"), max_length=200, required=False)

    def __init__(self, *args: Any, ground: Ground, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.initial.get("about")
        choices = _abouts(ground)
        known = {value for _label, group in choices[1:] for value, _name in group}
        if kept and kept not in known:
            choices.append((_("Not there for you"), [(kept, _("Something that is gone, or that you cannot see"))]))
        self.fields["about"].choices = choices  # type: ignore[attr-defined]

    @property
    def condition(self) -> dict[str, Any]:
        what, _colon, subject = self.cleaned_data["about"].partition(":")
        return {
            "what": what,
            "how": self.cleaned_data["how"] or "is",
            "subject": subject,
            "value": self.cleaned_data["value"],
        }


def _abouts(ground: Ground) -> list[Any]:
    person = [("age", _("The age of the account"))]
    if ground.knows_regions:
        person.append(("region", _("The region")))
    return [
        ("", _("Nothing: leave this line out")),
        (_("The answer to"), [(f"answer:{key}", one["label"]) for key, one in ground.questions.items()]),
        (_("The person"), person),
        (_("The tag"), [(f"tag:{key}", name) for key, name in ground.tags.items()]),
        (_("Membership of"), [(f"space:{key}", name) for key, name in ground.spaces.items()]),
    ]


Conditions = forms.formset_factory(
    ConditionForm, extra=0, min_num=0, max_num=MAX_CONDITIONS, absolute_max=MAX_CONDITIONS
)


class RuleForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("Admins read it beside each decision it makes; applicants do not.")
    )
    outcome = forms.ChoiceField(
        label=_("What it does"), choices=Outcome.choices, widget=forms.RadioSelect, initial=Outcome.APPROVE
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For declining. The applicant reads this."),
    )
    is_on = forms.BooleanField(
        label=_("This rule decides"),
        required=False,
        initial=True,
        widget=forms.CheckboxInput(attrs={"role": "switch"}),
    )

    def __init__(self, data: Any = None, *, ground: Ground, rule: AdmissionRule | None = None) -> None:
        super().__init__(data, initial=_initial(rule))
        self.before = rows = [_row(one) for one in rule.conditions] if rule else []
        padded = rows + [{} for _line in range(MAX_CONDITIONS - len(rows))]
        self.conditions = Conditions(data, prefix="conditions", initial=padded, form_kwargs={"ground": ground})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("outcome") == Outcome.DECLINE and not (given.get("reason") or "").strip():
            self.add_error("reason", _("Tell the applicant why."))
        if not self.conditions.is_valid():
            self.add_error(None, _("Look at the conditions again."))
        elif not self._filled:
            self.add_error(None, _("Give at least one condition."))
        return given

    @property
    def _filled(self) -> list[ConditionForm]:
        return [row for row in self.conditions if row.cleaned_data.get("about")]

    @property
    def fields_of_rule(self) -> dict[str, Any]:
        """Untouched conditions are left out: who cannot see all that a rule asks about may still switch it off."""
        names = ("about", "how", "value")
        if [{name: row.cleaned_data[name] for name in names} for row in self._filled] == self.before:
            return self.cleaned_data
        return {**self.cleaned_data, "conditions": [row.condition for row in self._filled]}

    @property
    def is_wrong(self) -> bool:
        return self.is_bound and bool(self.errors)

    def show(self, error: Invalid) -> None:
        """`conditions.<n>` counts the rows that were filled in."""
        for name, message in error.fields.items():
            field, _dot, index = name.partition(".")
            if field == "conditions" and index.isdecimal() and int(index) < len(self._filled):
                self._filled[int(index)].add_error("about", str(message))
                self.add_error(None, _("Look at the conditions again."))
            else:
                self.add_error(field if field in self.fields else None, str(message))


def _initial(rule: AdmissionRule | None) -> dict[str, Any] | None:
    return {name: getattr(rule, name) for name in ("name", "outcome", "reason", "is_on")} if rule else None


def _row(condition: dict[str, Any]) -> dict[str, Any]:
    subject = condition["subject"]
    about = f"{condition['what']}:{subject}" if subject else condition["what"]
    return {"about": about, "how": condition["how"], "value": str(condition["value"])}


class RefusalsForm(forms.Form):
    refusals = forms.CharField(
        label=_("Ready reasons for declining"),
        required=False,
        max_length=MAX_REFUSALS * (LONGEST + 2),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One per line, up to eight. The desk offers them; each can still be given with words of your own."),
    )

    def __init__(self, data: Any = None, *, space: Any) -> None:
        super().__init__(data, initial={"refusals": "\n".join(refusals_of(space))})

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["refusals"].splitlines() if line.strip()]
