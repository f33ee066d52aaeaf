"""What an admission rule may ask: the shape of its conditions, whether they can still be asked, and what they find."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core import text
from core.errors import Invalid
from core.folding import fold

WHATS = ("answer", "tag", "region", "age", "space")
HOWS = ("is", "is_not", "contains", "lacks", "at_least", "under")
MAX_CONDITIONS = 5
MOST_DAYS = 3650
_FITTING = {
    "text": ("is", "is_not", "contains", "lacks"),
    "choice": ("is", "is_not"),
    "choices": ("is", "is_not"),
    "consent": ("is", "is_not"),
    "tag": ("is", "is_not"),
    "space": ("is", "is_not"),
    "region": ("is", "is_not"),
    "age": ("at_least", "under"),
}
Condition = dict[str, Any]


@dataclass(frozen=True)
class Ground:
    """What conditions can be about now, by key or public id, with its name."""

    questions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    spaces: Mapping[str, str] = field(default_factory=dict)
    knows_regions: bool = True


@dataclass(frozen=True)
class Applicant:
    """What conditions find out about whoever asks to be let in."""

    answers: Mapping[str, Any]
    tags: frozenset[str]
    spaces: frozenset[str]
    region: str
    days: int


def checked_conditions(raw: Any, ground: Ground) -> list[Condition]:
    """
    `[{what, how, subject, value}]`, one to five of them. `subject` is a question's key or the id of a tag or a space.

    Raises Invalid naming `conditions.<index>` where one does not fit what there is.
    """
    if not isinstance(raw, list) or not 1 <= len(raw) <= MAX_CONDITIONS:
        message = _("Give one to %(count)d conditions.") % {"count": MAX_CONDITIONS}
        raise Invalid.field("conditions", message, "bad_count")
    return [_checked(one, f"conditions.{index}", ground) for index, one in enumerate(raw)]


def _checked(raw: Any, at: str, ground: Ground) -> Condition:
    if not isinstance(raw, dict) or raw.get("what") not in WHATS or raw.get("how") not in HOWS:
        raise Invalid.field(at, _("Choose what this condition asks."), "bad_choice")
    subject = raw.get("subject") or ""
    made = {"what": raw["what"], "how": raw["how"], "subject": subject, "value": ""}
    if not isinstance(subject, str) or (kind := kind_of(made, ground)) is None:
        raise Invalid.field(at, _("This is not there any more. Choose something else."), "gone")
    if raw["how"] not in _FITTING[kind]:
        raise Invalid.field(at, _("This comparison does not fit what is asked."), "bad_choice")
    made["subject"] = subject if raw["what"] in ("answer", "tag", "space") else ""
    return made | {"value": _value(raw.get("value"), kind, at, ground.questions.get(subject))}


def kind_of(condition: Condition, ground: Ground) -> str | None:
    """Which comparisons fit; None when what it asks about is gone."""
    what, subject = condition["what"], condition["subject"]
    if what == "answer":
        return ground.questions[subject]["kind"] if subject in ground.questions else None
    if (what == "tag" and subject not in ground.tags) or (what == "space" and subject not in ground.spaces):
        return None
    return None if what == "region" and not ground.knows_regions else str(what)


def _value(raw: Any, kind: str, at: str, question: Mapping[str, Any] | None) -> Any:
    if kind in ("tag", "space", "consent"):
        return ""
    if kind == "age":
        given = str(raw).strip() if isinstance(raw, int | str) and not isinstance(raw, bool) else ""
        if not (given.isascii() and given.isdecimal() and len(given) < 6 and 1 <= int(given) <= MOST_DAYS):
            message = _("Give a number of days from 1 to %(most)d.") % {"most": MOST_DAYS}
            raise Invalid.field(at, message, "bad_number")
        return int(given)
    value = text.clean(raw if isinstance(raw, str) else "", field=at, longest=200, shortest=1)
    if question is not None and kind in ("choice", "choices") and value not in question["options"]:
        raise Invalid.field(at, _("Choose from the options."), "bad_choice")
    return value


def is_sound(condition: Condition, ground: Ground) -> bool:
    """Whether it can still be asked: the question, tag or space is there, and the option too."""
    kind = kind_of(condition, ground)
    if kind is None or condition["how"] not in _FITTING[kind]:
        return False
    return kind not in ("choice", "choices") or condition["value"] in ground.questions[condition["subject"]]["options"]


def holds(condition: Condition, applicant: Applicant) -> bool:
    """Asked of sound conditions only."""
    found, denies = _FINDS[condition["what"]](condition, applicant), condition["how"] in ("is_not", "lacks", "under")
    return found is not denies


def _finds_answer(condition: Condition, applicant: Applicant) -> bool:
    answer = applicant.answers.get(condition["subject"])
    if isinstance(answer, bool):
        return answer
    if isinstance(answer, list):
        return condition["value"] in answer
    given, wanted = fold(str(answer or "")), fold(condition["value"])
    return wanted in given if condition["how"] in ("contains", "lacks") else wanted == given


_FINDS = {
    "answer": _finds_answer,
    "tag": lambda condition, applicant: condition["subject"] in applicant.tags,
    "space": lambda condition, applicant: condition["subject"] in applicant.spaces,
    "region": lambda condition, applicant: fold(applicant.region) == fold(condition["value"]),
    "age": lambda condition, applicant: applicant.days >= condition["value"],
}
