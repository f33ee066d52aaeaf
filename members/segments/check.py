"""Is this a question? Shape, types and sizes of a rule that came from outside, each fault with the path to its place."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from core import text
from core.errors import Invalid, Text
from members.segments.catalogue import CHOICE, CHOICES, NUMBER, WORDS, Condition, Part, conditions

MATCHES = ("all", "any")
MOST_RULES, MOST_LEAVES, MOST_VALUES, MOST_FAULTS = 20, 30, 50, 20
Rule = dict[str, Any]


class Faults(dict[str, Text]):
    """{path: sentence}, with the code of the first."""

    code = ""

    def add(self, path: str, message: Text, code: str) -> None:
        self.code = self.code or code
        if len(self) < MOST_FAULTS:
            self.setdefault(path, message)


def checked(rule: Any, *, path: str = "rule") -> Rule:
    """
    `{"match": "all"|"any", "not": bool, "rules": [condition or one more such group, …]}`, cleaned.

    Raises Invalid whose fields are paths such as `rule.rules.2.days`. Never walks deeper than a rule may go.
    """
    faults = Faults()
    clean = _group(rule, path, faults, depth=0)
    if not faults and len(list(leaves(clean))) > MOST_LEAVES:
        faults.add(path, _("Use at most %(count)d conditions.") % {"count": MOST_LEAVES}, "too_many")
    if faults:
        raise Invalid(next(iter(faults.values())), code=faults.code, fields=faults)
    return clean


def leaves(rule: Rule) -> Iterator[Rule]:
    """The conditions of a checked rule."""
    for one in rule["rules"]:
        if "rules" in one:
            yield from one["rules"]
        else:
            yield one


def _group(given: Any, path: str, faults: Faults, depth: int) -> Rule:
    if not isinstance(given, Mapping):
        faults.add(path, _("This should be a group of conditions."), "wrong_type")
        return {}
    _refuse_others(given, {"match", "not", "rules"}, path, faults)
    if given.get("match") not in MATCHES:
        faults.add(f"{path}.match", _("Say “all” or “any”."), "bad_choice")
    rules = given.get("rules")
    if not isinstance(rules, list):
        faults.add(f"{path}.rules", _("This should be a list of conditions."), "wrong_type")
        return {}
    if not rules:
        faults.add(f"{path}.rules", _("Add at least one condition."), "empty")
    if len(rules) > MOST_RULES:
        faults.add(f"{path}.rules", _("Use at most %(count)d conditions.") % {"count": MOST_RULES}, "too_many")
        return {}
    clean = [_one(one, f"{path}.rules.{index}", faults, depth) for index, one in enumerate(rules)]
    return {"match": given.get("match"), "not": _is_not(given, path, faults), "rules": clean}


def _one(given: Any, path: str, faults: Faults, depth: int) -> Rule:
    if isinstance(given, Mapping) and "rules" in given:
        if depth:
            faults.add(path, _("Groups can be nested once, not deeper."), "too_deep")
            return {}
        return _group(given, path, faults, depth + 1)
    return _leaf(given, path, faults)


def _leaf(given: Any, path: str, faults: Faults) -> Rule:
    if not isinstance(given, Mapping):
        faults.add(path, _("This should be a condition."), "wrong_type")
        return {}
    name = given.get("field")
    condition = conditions.get(name) if isinstance(name, str) else None
    if condition is None:
        faults.add(f"{path}.field", _("Choose one of the options."), "unknown_field")
        return {}
    _refuse_others(given, {"field", "not", *(part.name for part in condition.parts)}, path, faults)
    return {
        "field": condition.name,
        "not": _is_not(given, path, faults),
        **_values(condition, given, path, faults),
    }


def _values(condition: Condition, given: Mapping[str, Any], path: str, faults: Faults) -> Rule:
    clean = {}
    for part in condition.parts:
        value = given.get(part.name)
        if value is None or value in ("", []):
            if not part.is_optional:
                faults.add(f"{path}.{part.name}", _("This is needed."), "required")
            continue
        try:
            clean[part.name] = _value(part, value)
        except Invalid as fault:
            faults.add(f"{path}.{part.name}", fault.message, fault.code)
    return clean


def _value(part: Part, value: Any) -> Any:
    if part.kind == NUMBER:
        return _number(part, value)
    if part.kind == CHOICE:
        return _choice(part, value)
    if part.kind in (CHOICES, WORDS):
        if not isinstance(value, list):
            raise Invalid(_("This should be a list."), code="wrong_type")
        if len(value) > MOST_VALUES:
            raise Invalid(_("Use at most %(count)d values.") % {"count": MOST_VALUES}, code="too_many")
        one = _choice if part.kind == CHOICES else _word
        return list(dict.fromkeys(one(part, single) for single in value))
    return _public_id(value)


def _number(part: Part, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Invalid(_("This should be a whole number."), code="wrong_type")
    if not part.least <= value <= part.most:
        message = _("Use a number from %(least)d to %(most)d.") % {"least": part.least, "most": part.most}
        raise Invalid(message, code="out_of_range")
    return value


def _choice(part: Part, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise Invalid(_("Choose one of the options."), code="wrong_type")
    if value not in part.codes:
        raise Invalid(_("Choose one of the options."), code="bad_choice")
    return value


def _word(part: Part, value: Any) -> str:
    if not isinstance(value, str):
        raise Invalid(_("This should be text."), code="wrong_type")
    return text.clean(value, field=part.name, longest=part.most, shortest=1)


def _public_id(value: Any) -> str:
    if not isinstance(value, str):
        raise Invalid(_("This should be an id."), code="wrong_type")
    return text.clean(value, field="id", longest=12, shortest=1)


def _is_not(given: Mapping[str, Any], path: str, faults: Faults) -> bool:
    value = given.get("not", False)
    if not isinstance(value, bool):
        faults.add(f"{path}.not", _("This should be true or false."), "wrong_type")
        return False
    return value


def _refuse_others(given: Mapping[str, Any], known: set[str], path: str, faults: Faults) -> None:
    for name in list(given)[: len(known) + 5]:
        if name not in known:
            faults.add(f"{path}.{str(name)[:40]}", _("This is not part of a condition."), "unknown_field")
