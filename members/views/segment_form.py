"""
The rule builder without JavaScript: a rule as flat form fields, and as rows to draw.

`how` and `match…` say how a group joins; `2.field`, `2.p.days` are condition 2, `3.how` makes 3 a group with `3.0.field`
inside. What cannot be understood travels on as it was typed, so that it comes back beside its fault.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Text
from members.models import Tag
from members.segments.catalogue import CHOICE, CHOICES, NUMBER, SPACE, TAG, WORDS, Condition, Part, conditions
from members.segments.check import MOST_RULES
from spaces.models import Space

# How the conditions of a group join: (match, not).
HOW: dict[str, tuple[str, bool, Text]] = {
    "all": ("all", False, gettext_lazy("all of these are true")),
    "any": ("any", False, gettext_lazy("at least one of these is true")),
    "none": ("any", True, gettext_lazy("none of these is true")),
    "not_all": ("all", True, gettext_lazy("not all of these are true")),
}
FIRST = {"field": "joined", "days": 30}


@dataclass
class Drawn:
    """One condition, or one group with `rows`, as the template draws it."""

    path: str
    number: str
    how: str = ""
    condition: str = ""
    is_not: bool = False
    parts: list[dict[str, Any]] = field(default_factory=list)
    rows: list["Drawn"] = field(default_factory=list)
    error: Text = ""


def rule_from(post: QueryDict) -> dict[str, Any]:
    """The rule that the form holds, checked by nobody yet."""
    return {**_joined(post.get("how", "all")), "rules": _rows_from(post, "")}


def _joined(how: str) -> dict[str, Any]:
    match, is_not, _label = HOW.get(how, HOW["all"])
    return {"match": match, "not": is_not}


def _rows_from(post: QueryDict, prefix: str) -> list[dict[str, Any]]:
    rows = []
    for index in range(MOST_RULES + 1):
        path = f"{prefix}{index}"
        if f"{path}.how" in post and not prefix:
            rows.append({**_joined(post[f"{path}.how"]), "rules": _rows_from(post, f"{path}.")})
        elif f"{path}.field" in post:
            rows.append(_leaf_from(post, path))
    return rows


def _leaf_from(post: QueryDict, path: str) -> dict[str, Any]:
    """Of another condition than was drawn only its name is taken: its parts start as usual."""
    name = post[f"{path}.field"]
    condition = conditions.get(name)
    if condition is None:
        return {"field": name[:40]}
    if post.get(f"{path}.was", name) != name:
        return fresh(condition)
    made: dict[str, Any] = {"field": name, "not": f"{path}.not" in post}
    for part in condition.parts:
        made[part.name] = _value_from(part, post.getlist(f"{path}.p.{part.name}"))
    return {key: value for key, value in made.items() if value not in ("", [])}


def fresh(condition: Condition) -> dict[str, Any]:
    return {"field": condition.name} | {part.name: part.usual for part in condition.parts if part.usual is not None}


def _value_from(part: Part, given: list[str]) -> Any:
    if part.kind == CHOICES:
        return [_code(part, one) for one in given]
    text = given[0].strip() if given else ""
    if part.kind == WORDS:
        for comma in ("，", "、", ";", "；"):
            text = text.replace(comma, ",")
        return [word.strip() for word in text.split(",") if word.strip()]
    if part.kind == CHOICE:
        return _code(part, text)
    is_number = part.kind == NUMBER and text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if is_number else text


def _code(part: Part, text: str) -> Any:
    return next((code for code in part.codes if str(code) == text), text)


def moved(rule: dict[str, Any], step: str) -> dict[str, Any]:
    """`add`, `group`, `add:2`, `drop:2`, `drop:2.0`: the rule after a button of the builder."""
    kind, _colon, place = step.partition(":")
    first, _dot, second = place.partition(".")
    rules = rule["rules"]
    inner = _inside(rules, first)
    if kind == "add":
        (inner if inner is not None else rules).append(dict(FIRST))
    elif kind == "group":
        rules.append({"match": "any", "not": False, "rules": [dict(FIRST), dict(FIRST)]})
    elif kind == "drop":
        _drop(rules, first) if not second else _drop(inner, second)
    return rule


def _inside(rules: list[dict[str, Any]], index: str) -> list[dict[str, Any]] | None:
    if index.isascii() and index.isdigit() and len(index) < 3 and int(index) < len(rules):
        return rules[int(index)].get("rules")
    return None


def _drop(rules: list[dict[str, Any]] | None, index: str) -> None:
    if rules and index.isascii() and index.isdigit() and len(index) < 3 and int(index) < len(rules):
        del rules[int(index)]


class Drawing:
    """Rows for the template, with the tags and spaces that may be chosen read once."""

    def __init__(self, viewer: Any, errors: Mapping[str, Text]) -> None:
        self.errors = errors
        spaces = Space.objects.visible_to(viewer).filter(archived_at=None).order_by("kind", "name")
        self.things = {
            TAG: list(Tag.objects.visible_to(viewer).order_by("name").values_list("public_id", "name")),
            SPACE: list(spaces.values_list("public_id", "name")),
        }

    def rows(self, rule: Mapping[str, Any], prefix: str = "", number: str = "") -> list[Drawn]:
        return [self._row(one, f"{prefix}{index}", f"{number}{index + 1}") for index, one in enumerate(rule["rules"])]

    def _row(self, one: Mapping[str, Any], path: str, number: str) -> Drawn:
        place = "rule.rules." + path.replace(".", ".rules.")
        if "rules" in one:
            rows = self.rows(one, f"{path}.", f"{number}.")
            return Drawn(path, number, how=how_of(one), rows=rows, error=self.errors.get(f"{place}.rules", ""))
        condition = conditions.get(one.get("field", ""))
        parts = [self._part(part, one.get(part.name), path, place) for part in condition.parts] if condition else []
        error = self.errors.get(f"{place}.field", "") or self.errors.get(place, "")
        return Drawn(path, number, "", one.get("field", ""), bool(one.get("not")), parts, error=error)

    def _part(self, part: Part, value: Any, path: str, place: str) -> dict[str, Any]:
        given = value if isinstance(value, list) else [] if value is None else [value]
        options = self.things.get(part.kind) or [(code, label) for code, label in part.options()]
        return {
            "part": part,
            "id": f"c{path}-{part.name}".replace(".", "-"),
            "name": f"{path}.p.{part.name}",
            "text": _(", ").join(str(one) for one in given),
            "options": [(code, label, code in given) for code, label in options],
            "kind": CHOICE if part.kind in self.things else part.kind,
            "error": self.errors.get(f"{place}.{part.name}", ""),
        }


def how_of(group: Mapping[str, Any]) -> str:
    wanted = (group.get("match"), bool(group.get("not")))
    return next((name for name, (match, is_not, _l) in HOW.items() if (match, is_not) == wanted), "all")


def shelves() -> list[tuple[Text, list[Condition]]]:
    """The conditions by shelf, for the select of a row."""
    found: dict[str, list[Condition]] = {}
    for condition in conditions.values():
        found.setdefault(str(condition.shelf), []).append(condition)
    return list(found.items())
