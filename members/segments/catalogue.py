"""The catalogue of conditions: each app declares what can be asked about a person, and which facts can be counted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from core.errors import Text

Values = Mapping[str, Any]
Names = Mapping[str, str]
Options = Iterable[tuple[Any, Text]]

CHOICE, CHOICES, WORDS, NUMBER, TAG, SPACE = "choice", "choices", "words", "number", "tag", "space"


@dataclass(frozen=True)
class Part:
    """One value that a condition takes. `options` are (code, label); codes are texts or whole numbers."""

    name: str
    label: Text
    kind: str
    options: Callable[[], Options] = tuple
    least: int = 1
    most: int = 3650
    usual: Any = None
    is_optional: bool = False
    unit: Text = ""

    @property
    def codes(self) -> list[Any]:
        return [code for code, _label in self.options()]


@dataclass(frozen=True)
class Condition:
    """
    `matches(values)` is the condition on a brand member as SQL. `says(values, names, is_not)` ends "Members who …".

    `is_behaviour`: people who object to personal targeting are in no segment that asks it. `is_contact`: it asks what
    only `pii.view` may see of one person.
    """

    name: str
    label: Text
    shelf: Text
    matches: Callable[[Values], Q]
    says: Callable[[Values, Names, bool], str]
    parts: tuple[Part, ...] = ()
    is_behaviour: bool = False
    is_contact: bool = False

    def part(self, name: str) -> Part | None:
        return next((one for one in self.parts if one.name == name), None)


@dataclass(frozen=True)
class CountedVerb:
    """A kind of fact that people's activity is counted by; `done` follows "Members who". `facts` are verbs."""

    name: str
    label: Text
    done: Text
    facts: tuple[str, ...]


conditions: dict[str, Condition] = {}
counted_verbs: dict[str, CountedVerb] = {}


def declare(condition: Condition) -> Condition:
    if condition.name in conditions:
        raise ValueError(f"{condition.name} is declared twice")
    conditions[condition.name] = condition
    return condition


def count_verb(name: str, label: Text, done: Text, *also: str) -> None:
    """Let people ask how often somebody did this, or one of `also`. A test finds each in the catalogue of verbs."""
    if name in counted_verbs:
        raise ValueError(f"{name} is declared twice")
    counted_verbs[name] = CountedVerb(name, label, done, (name, *also))
