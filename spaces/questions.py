"""Application questions: their shape, and checking answers against them."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from django.utils.translation import gettext as _

from core import text
from core.errors import Invalid

KINDS = ("text", "choice", "choices", "consent")
MAX_QUESTIONS = 10
MAX_OPTIONS = 12
_KEY = re.compile(r"[A-Za-z0-9_-]{1,12}")


def checked_questions(raw: Any) -> list[dict[str, Any]]:
    """
    `[{key, label, hint, kind, options, required}]`; `kind` is text, choice (one of options), choices (several) or consent.

    Keys are given here when missing, and stay when a question is reworded.
    """
    if not isinstance(raw, list) or len(raw) > MAX_QUESTIONS:
        raise Invalid.field("questions", _("Ask at most %(count)d questions.") % {"count": MAX_QUESTIONS}, "too_many")
    for one in raw:
        if isinstance(one, dict) and one.get("key") and not _KEY.fullmatch(str(one["key"])):
            raise Invalid.field("questions", _("A key has up to 12 letters, digits or hyphens."), "bad_key")
    taken = [str(one["key"])[:12] for one in raw if isinstance(one, dict) and one.get("key")]
    if len(set(taken)) != len(taken):
        raise Invalid.field("questions", _("Two questions share a key."), "duplicate_key")
    free = (key for key in (f"q{number}" for number in count(1)) if key not in taken)
    return [_question(one, free) for one in raw]


def _question(raw: Any, free_keys: Iterator[str]) -> dict[str, Any]:
    if not isinstance(raw, dict) or raw.get("kind", "text") not in KINDS:
        raise Invalid.field("questions", _("Choose what kind of answer each question takes."), "bad_choice")
    kind, given = raw.get("kind", "text"), raw.get("options") or []
    if not isinstance(given, list) or len(given) > MAX_OPTIONS:
        raise Invalid.field("questions", _("Give at most %(count)d options.") % {"count": MAX_OPTIONS}, "too_many")
    options = list(dict.fromkeys(text.clean(str(one), field="questions", longest=60, shortest=1) for one in given))
    if kind in ("choice", "choices") and len(options) < 2:
        raise Invalid.field("questions", _("Give at least two options to choose from."), "too_few")
    return {
        "key": str(raw.get("key") or next(free_keys))[:12],
        "label": text.clean(str(raw.get("label", "")), field="questions", longest=120, shortest=1),
        "hint": text.clean(str(raw.get("hint") or ""), field="questions", longest=120),
        "kind": kind,
        "options": options if kind in ("choice", "choices") else [],
        "required": bool(raw.get("required", True)),
    }


def checked_answers(questions: list[dict[str, Any]], raw: Any) -> list[dict[str, Any]]:
    """
    `raw` is `{key: answer}`. Returns `[{key, label, kind, answer}]` with the question as it was asked.

    Raises Invalid naming `answers.<key>` for each answer that is missing or does not fit.
    """
    if not isinstance(raw, dict):
        raise Invalid.field("answers", _("Answer each question by its key."), "bad_shape")
    answers, problems = [], {}
    for question in questions:
        try:
            answer = _answer(question, raw.get(question["key"]))
        except Invalid as error:
            problems.update(error.fields)
            continue
        answers.append({"key": question["key"], "label": question["label"], "kind": question["kind"], "answer": answer})
    if problems:
        raise Invalid(fields=problems)
    return answers


def _answer(question: dict[str, Any], given: Any) -> Any:
    field, kind = f"answers.{question['key']}", question["kind"]
    if kind == "consent":
        if question["required"] and given is not True:
            raise Invalid.field(field, _("Please agree to this to apply."), "required")
        return given is True
    if kind == "choices":
        chosen = given if isinstance(given, list) else []
        if any(one not in question["options"] for one in chosen):
            raise Invalid.field(field, _("Choose from the options."), "bad_choice")
        if question["required"] and not chosen:
            raise Invalid.field(field, _("Choose at least one."), "required")
        return chosen
    value = text.clean(str(given or ""), field=field, longest=1000, lines=True)
    if question["required"] and not value:
        raise Invalid.field(field, _("Please answer this question."), "required")
    if kind == "choice" and value and value not in question["options"]:
        raise Invalid.field(field, _("Choose from the options."), "bad_choice")
    return value
