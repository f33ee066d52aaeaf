"""The application form, made of the questions a group asks, and the form of a refusal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

PREFIX = "answers."  # the same names that the action gives its errors


class ApplicationForm(forms.Form):
    """One field per question. The action checks the answers again; this keeps what was typed."""

    def __init__(self, questions: list[dict[str, Any]], data: Any = None) -> None:
        super().__init__(data, auto_id="id_%s", use_required_attribute=False)
        self.questions = questions
        for number, question in enumerate(questions, start=1):
            self.fields[PREFIX + question["key"]] = _field(question, number, alone=len(questions) == 1)

    @property
    def answers(self) -> dict[str, Any]:
        return {question["key"]: self.cleaned_data.get(PREFIX + question["key"]) for question in self.questions}


def _field(question: dict[str, Any], number: int, *, alone: bool) -> forms.Field:
    label = question["label"] if alone or question["kind"] == "consent" else f"{number}. {question['label']}"
    shared = {"label": label, "help_text": question.get("hint", ""), "required": question["required"]}
    options = [(one, one) for one in question["options"]]
    if question["kind"] == "consent":
        missing = {"required": _("Please agree to this to apply.")}
        return forms.BooleanField(**shared, error_messages=missing)
    if question["kind"] == "choice":
        missing = {"required": _("Choose one of the options.")}
        return forms.ChoiceField(**shared, choices=options, widget=forms.RadioSelect, error_messages=missing)
    if question["kind"] == "choices":
        missing = {"required": _("Choose at least one.")}
        return forms.MultipleChoiceField(
            **shared, choices=options, widget=forms.CheckboxSelectMultiple, error_messages=missing
        )
    missing = {"required": _("Please answer this question.")}
    return forms.CharField(**shared, widget=forms.Textarea(attrs={"rows": 3}), error_messages=missing)


REASONS = (
    ("room", _("We are full at the moment. You are welcome to apply again later.")),
    ("words", _("We would like to know a little more about you. Write us more and apply again.")),
    ("fit", _("This group has another focus than what you are looking for.")),
    ("early", _("Join the talk in the open community first, then apply again.")),
)


class DeclineForm(forms.Form):
    """A ready reason, own words, or both: what reaches the applicant is never empty."""

    template = forms.ChoiceField(
        label=_("Reason"),
        choices=[*REASONS, ("own", _("Only my own words"))],
        widget=forms.RadioSelect,
        initial="own",
        required=False,
    )
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The applicant reads this."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("template") in ("", "own") and not (given.get("words") or "").strip():
            self.add_error("words", _("Tell the applicant why."))
        return given

    @property
    def reason(self) -> str:
        ready = str(dict(REASONS).get(self.cleaned_data["template"], ""))
        return "\n".join(filter(None, [ready, self.cleaned_data["words"].strip()]))
