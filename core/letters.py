"""The catalogue of letters to addresses that belong to nobody here: about which row, may they still go, in what words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.notices import Shown


@dataclass(frozen=True)
class LetterKind:
    """
    `load(number)` gives the row that a letter is about, None when it is gone.
    `may(subject)` is asked when it is handed over: the world has moved on since it was written.
    `show(subject)` gives the words, with the brand's language active.
    """

    name: str
    load: Callable[[int], Any]
    may: Callable[[Any], bool]
    show: Callable[[Any], Shown]


catalogue: dict[str, LetterKind] = {}


def declare(kind: LetterKind) -> LetterKind:
    if kind.name in catalogue:
        raise ValueError(f"{kind.name} is declared twice")
    catalogue[kind.name] = kind
    return kind
