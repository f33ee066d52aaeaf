"""The application form, made of the questions a group asks."""

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
