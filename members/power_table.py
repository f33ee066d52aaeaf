"""The table of powers as people read it: by area, a row for each power, a cell for each role."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.capabilities import ALL_ROLES, Capability, Powers, catalogue
from core.errors import Text
from members.role_texts import LABELS, PLURALS

AREAS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (_("The brand"), ("brand", "key", "webhook", "role", "privacy")),
    (_("Spaces"), ("space",)),
    (_("Members"), ("member", "pii", "segment", "bridge")),
    (_("What is written"), ("post", "topic")),
    (_("Announcements and coupons"), ("announcement", "coupon")),
    (_("Numbers and the log"), ("metrics", "activity")),
)
OTHER = _("More")


@dataclass(frozen=True)
class Cell:
    """`key` is what the form calls it; `is_offered` says whether the power means anything to this role."""

    key: str
    role: Text
    held: bool
    is_fixed: bool
    is_offered: bool
    is_own: bool


@dataclass(frozen=True)
class Line:
    name: str
    label: Text
    cells: list[Cell]


@dataclass(frozen=True)
class Area:
    label: Text
    lines: list[Line]


@dataclass(frozen=True)
class Turn:
    """What changes for one role: sentences begin with `who`."""

    who: Text
    gains: list[Text]
    losses: list[Text]


def heads() -> list[Text]:
    """What the roles are called, in the order of the cells."""
    return [LABELS[role] for role in ALL_ROLES]


def table(powers: Powers) -> list[Area]:
    areas = [Area(label, list(_lines(powers, prefixes))) for label, prefixes in AREAS]
    known = {prefix for _label, prefixes in AREAS for prefix in prefixes}
    rest = {name.partition(".")[0] for name in catalogue} - known
    return [one for one in (*areas, Area(OTHER, list(_lines(powers, sorted(rest))))) if one.lines]


def _lines(powers: Powers, prefixes: Iterable[str]) -> Iterator[Line]:
    for prefix in prefixes:
        for one in catalogue.values():
            if one.name.partition(".")[0] == prefix:
                yield Line(one.name, one.label, [_cell(powers, one, role) for role in ALL_ROLES])


def _cell(powers: Powers, one: Capability, role: str) -> Cell:
    held, declared = powers.holds(role, one.name), role in one.roles
    fixed = one.is_fixed(role)
    return Cell(f"{one.name}:{role}", LABELS[role], held, fixed, held or not fixed, held != declared)


def turns(moved: Iterable[tuple[str, str, bool]]) -> list[Turn]:
    """The differences in words, role by role."""
    found: dict[str, Turn] = {}
    for name, role, held in moved:
        turn = found.setdefault(role, Turn(PLURALS[role], [], []))
        (turn.gains if held else turn.losses).append(catalogue[name].label)
    return [found[role] for role in ALL_ROLES if role in found]
