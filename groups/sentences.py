"""Conditions of admission rules as sentences in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.conditions import Ground, is_sound, kind_of


def sentence_of(condition: dict[str, Any], ground: Ground) -> str:
    """`ground` is what the reader may know; what is gone, or not for them to know, is not named."""
    if not is_sound(condition, ground):
        return _gone(condition)
    kind, how, value = kind_of(condition, ground), condition["how"], condition["value"]
    if kind == "age":
        return _age(how, value)
    words = {"value": value, "name": _name(condition, ground)}
    return str(_WORDS[kind if kind in _WORDS else "text"][how]() % words)


def _gone(condition: dict[str, Any]) -> str:
    gone = {
        "answer": _("a question that has changed or is gone"),
        "tag": _("a tag that is gone, or that you cannot see"),
        "space": _("a space that is gone, or that you cannot see into"),
        "region": _("their region, which you cannot see"),
    }
    return gone.get(condition.get("what", ""), _("something that is gone"))


def _age(how: str, days: int) -> str:
    if how == "under":
        words = ngettext(
            "the account is younger than %(count)d day", "the account is younger than %(count)d days", days
        )
    else:
        words = ngettext(
            "the account is at least %(count)d day old", "the account is at least %(count)d days old", days
        )
    return words % {"count": days}


def _name(condition: dict[str, Any], ground: Ground) -> str:
    subject = condition["subject"]
    if condition["what"] == "answer":
        return str(ground.questions[subject]["label"])
    return ground.tags.get(subject) or ground.spaces.get(subject) or ""


_WORDS = {
    "text": {
        "is": lambda: _("the answer to “%(name)s” is “%(value)s”"),
        "is_not": lambda: _("the answer to “%(name)s” is not “%(value)s”"),
        "contains": lambda: _("the answer to “%(name)s” contains “%(value)s”"),
        "lacks": lambda: _("the answer to “%(name)s” does not contain “%(value)s”"),
    },
    "consent": {
        "is": lambda: _("they agreed to “%(name)s”"),
        "is_not": lambda: _("they did not agree to “%(name)s”"),
    },
    "tag": {
        "is": lambda: _("they have the tag “%(name)s”"),
        "is_not": lambda: _("they do not have the tag “%(name)s”"),
    },
    "space": {
        "is": lambda: _("they belong to %(name)s"),
        "is_not": lambda: _("they do not belong to %(name)s"),
    },
    "region": {
        "is": lambda: _("their region is %(value)s"),
        "is_not": lambda: _("their region is not %(value)s"),
    },
}
