"""The catalogue of panels on a person's page for staff: lower apps add theirs without knowing the page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.errors import Text


@dataclass(frozen=True)
class Panel:
    """`rows(viewer, person)` gives (label, words) pairs, only what this viewer may see; none means no panel."""

    name: str
    label: Text
    rows: Callable[[Any, Any], list[tuple[Text, Text]]]


catalogue: dict[str, Panel] = {}


def declare(panel: Panel) -> Panel:
    if panel.name in catalogue:
        raise ValueError(f"{panel.name} is declared twice")
    catalogue[panel.name] = panel
    return panel


def panels_of(viewer: Any, person: Any) -> list[tuple[Text, list[tuple[Text, Text]]]]:
    shown = ((one.label, one.rows(viewer, person)) for one in catalogue.values())
    return [(label, rows) for label, rows in shown if rows]
