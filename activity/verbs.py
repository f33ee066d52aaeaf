"""The catalogue of verbs: every kind of fact, declared by the app that records it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verb:
    """`audited` facts are shown to staff in the audit trail."""

    name: str
    audited: bool = False

    def __str__(self) -> str:
        return self.name


catalogue: dict[str, Verb] = {}


def declare(name: str, *, audited: bool = False) -> Verb:
    if name in catalogue:
        raise ValueError(f"{name} is declared twice")
    catalogue[name] = Verb(name, audited)
    return catalogue[name]
