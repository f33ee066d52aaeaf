"""The settings of a space on one page, with its offers and questions as rows that come and go without script."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import forms as fields
from spaces.models import JoinPolicy, PostingPolicy, ReturnPolicy, Space, Visibility, WhenFull
from spaces.offers import MAX_OFFERS
from spaces.questions import MAX_OPTIONS, MAX_QUESTIONS

ANSWERS = [
    ("text", pgettext_lazy("kind of answer", "A few lines of text")),
    ("choice", pgettext_lazy("kind of answer", "One of several options")),
    ("choices", pgettext_lazy("kind of answer", "Any of several options")),
    ("consent", pgettext_lazy("kind of answer", "Agreeing to something")),
]


class OfferForm(forms.Form):
    seal = forms.CharField(label=_("Seal"), max_length=1, required=False)
    title = forms.CharField(label=_("Title"), max_length=40, required=False)
    text = forms.CharField(label=_("Explanation"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("seal") or cleaned.get("text")) and not cleaned.get("title"):
            self.add_error("title", _("Give this offer a title, or empty its line."))
        return cleaned


class QuestionForm(forms.Form):
    key = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)
    label = forms.CharField(label=_("Question"), max_length=120)
    hint = forms.CharField(label=_("Hint below it"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("Answered by"), choices=ANSWERS, initial="text")
    options = forms.CharField(
        label=_("Options"),
        max_length=800,
        required=False,
        help_text=_("One per line, for questions with options."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    required = forms.BooleanField(label=_("Must be answered"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        lines = [line.strip() for line in (cleaned.get("options") or "").splitlines() if line.strip()]
        if cleaned.get("kind") in ("choice", "choices") and len(lines) < 2 and "options" not in self.errors:
            self.add_error("options", _("Give at least two options to choose from."))
        if len(lines) > MAX_OPTIONS:
            self.add_error("options", _("Give at most %(count)d options.") % {"count": MAX_OPTIONS})
        return {**cleaned, "options": lines}


Offers = forms.formset_factory(OfferForm, extra=0, max_num=MAX_OFFERS, absolute_max=MAX_OFFERS)
Questions = forms.formset_factory(QuestionForm, extra=0, max_num=MAX_QUESTIONS, absolute_max=MAX_QUESTIONS)


class SpaceForm(forms.Form):
    """`offers` and `questions` are its formsets; `cleaned_data` holds all three as the settings of the action."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=40)
    tagline = forms.CharField(
        label=_("Tagline"), max_length=120, required=False, help_text=_("One line below the name.")
    )
    goal = forms.CharField(
        label=_("Goal"), max_length=200, required=False, help_text=_("What this space is for, measured by you alone.")
    )
    about = forms.CharField(label=_("About"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5}))
    rules = forms.CharField(label=_("Rules"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5}))
    welcome = forms.CharField(
        label=_("Welcome message"),
        max_length=1000,
        required=False,
        help_text=_("Sent to everyone who gets in."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    cover = fields.picture_field(label=_("Cover"), help_text=_("A wide picture. PNG, JPEG or WebP, up to 10 MB."))
    remove_cover = forms.BooleanField(label=_("Remove the cover"), required=False)
    visibility = forms.ChoiceField(label=_("Who can see it"), widget=forms.RadioSelect)
    listed_publicly = forms.BooleanField(
        label=_("Visitors without an account see that it exists, too"),
        required=False,
        widget=forms.CheckboxInput(attrs={"role": "switch"}),
    )
    join_policy = forms.ChoiceField(label=_("How people get in"), choices=JoinPolicy.choices, widget=forms.RadioSelect)
    posting_policy = forms.ChoiceField(label=_("Who posts"), choices=PostingPolicy.choices, widget=forms.RadioSelect)
    members_visible = forms.BooleanField(
        label=_("Members see who else belongs"),
        required=False,
        widget=forms.CheckboxInput(attrs={"role": "switch"}),
    )
    members_invite = forms.BooleanField(
        label=_("Members may invite others, as members"),
        required=False,
        help_text=_("Otherwise whoever holds the power to invite does: admins and moderators, as the brand set it."),
        widget=forms.CheckboxInput(attrs={"role": "switch"}),
    )
    return_policy = forms.ChoiceField(
        label=_("After a removal, people come back"), choices=ReturnPolicy.choices, widget=forms.RadioSelect
    )
    return_days = forms.IntegerField(
        label=_("Days to wait after a removal"),
        min_value=0,
        max_value=3650,
        help_text=_("0: at once. Whoever left by themselves never waits, and a ban always holds."),
    )
    size_limit = forms.IntegerField(
        label=_("Largest number of members"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text=_("Empty: no limit."),
    )
    when_full = forms.ChoiceField(
        label=_("When it is full"), choices=WhenFull.choices, initial=WhenFull.WAIT, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, files: Any = None, *, space: Space) -> None:
        super().__init__(data, files, initial=_initial(space))
        self.space, self.conflict = space, False
        # Typed rows get no initial values: Django would take an untouched row for an empty one.
        self.offers = Offers(data, prefix="offers", initial=None if data else _padded_offers(space))
        self.questions = Questions(data, prefix="questions", initial=None if data else _question_rows(space))
        self.fields["rules"].help_text = _("One per line. Changing them makes version %(number)d.") % {
            "number": space.rules_version + 1
        }
        fits = [Visibility.PUBLIC, Visibility.BRAND] if space.door == "c" else [Visibility.LISTED, Visibility.SECRET]
        self.fields["visibility"].choices = [(one.value, one.label) for one in fits]  # type: ignore[attr-defined]
        if space.door == "c":
            del self.fields["listed_publicly"], self.fields["when_full"]
        if not space.cover:
            del self.fields["remove_cover"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.offers.is_valid():
            self.add_error(None, _("Look at what members get again."))
        if not self.questions.is_valid():
            self.add_error(None, _("Look at the questions again."))
        if self.errors:
            return cleaned
        return self._as_settings(cleaned)

    def _as_settings(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        settings = {name: value for name, value in cleaned.items() if name not in ("cover", "remove_cover", "version")}
        settings["seen_version"] = cleaned["version"]
        settings["offers"] = [row.cleaned_data for row in self.offers if row.cleaned_data.get("title")]
        settings["questions"] = [row.cleaned_data for row in self.questions if row.cleaned_data.get("label")]
        if cleaned.get("cover") or cleaned.get("remove_cover"):
            settings["cover"] = cleaned.get("cover") or ""
        return settings

    def leave_unchecked(self) -> "SpaceForm":
        """For a button that only adds or takes a row: nothing is complained about yet."""
        for one in (self, *self.offers, *self.questions):
            one._errors = ErrorDict()
        return self

    def accept_version(self, version: int) -> None:
        """After a conflict the typed text stays; saving again is a choice to replace what the other person saved."""
        self.conflict = True
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[union-attr]


def _initial(space: Space) -> dict[str, Any]:
    """Without the cover: a file field gives its initial file back as if it had been sent."""
    return {name: getattr(space, name) for name in SpaceForm.base_fields if name not in ("cover", "remove_cover")}


def _padded_offers(space: Space) -> list[dict[str, Any]]:
    """Always four lines: empty ones are simply not stored."""
    return [*space.offers, *({} for _line in range(MAX_OFFERS - len(space.offers)))]


def _question_rows(space: Space) -> list[dict[str, Any]]:
    return [{**one, "options": "\n".join(one.get("options") or [])} for one in space.questions]


def with_question_added(data: Any) -> dict[str, Any]:
    """The same typed values with one more, empty row."""
    values = data.dict()
    count = _count(values)
    if count < MAX_QUESTIONS:
        values |= {f"questions-{count}-kind": "text", f"questions-{count}-required": "on"}
        values["questions-TOTAL_FORMS"] = str(count + 1)
    return values


def with_question_removed(data: Any, row: int) -> dict[str, Any]:
    """The same typed values without that row; the rows below move up."""
    values, count = data.dict(), _count(data.dict())
    names = QuestionForm.base_fields
    rows = [{name: values.pop(f"questions-{index}-{name}", None) for name in names} for index in range(count)]
    kept = [one for index, one in enumerate(rows) if index != row]
    for index, one in enumerate(kept):
        values |= {f"questions-{index}-{name}": value for name, value in one.items() if value is not None}
    values["questions-TOTAL_FORMS"] = str(len(kept))
    return values


def _count(values: dict[str, Any]) -> int:
    given = str(values.get("questions-TOTAL_FORMS", "0"))
    return min(int(given), MAX_QUESTIONS) if given.isdecimal() else 0
