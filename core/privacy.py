"""The catalogue of personal data: what each app holds about a person, how to hand it out and how to forget it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Holding:
    """`export(account)` gives plain JSON data, `erase(account)` removes or blanks it and may be run twice."""

    name: str
    export: Callable[[Any], Any]
    erase: Callable[[Any], None]


catalogue: dict[str, Holding] = {}


def declare(holding: Holding) -> Holding:
    catalogue[holding.name] = holding
    return holding
