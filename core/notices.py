"""The catalogue of notices: which fact concerns whom, may they still see it, and in what words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.decisions import Decision
from core.errors import Text


@dataclass(frozen=True)
class Shown:
    """What one person reads, in their own language. `path` starts at the brand's root."""

    title: str
    body: str = ""
    path: str = ""
    icon: str = "bell"


@dataclass(frozen=True)
class Notice:
    """
    `who(fact)` gives account ids, as a queryset of one column (fan-out stays in SQL) or any iterable.
    `load(facts)` gives {fact.pk: subject} in one query; a fact whose subject is gone is simply absent.
    `may(viewer, subject)` is asked again at hand-off and at every render.
    `to_banned` ones reach people whom the brand has banned, too; no other notice does.
    `show(subject, viewer)` gives the words, with the reader's language active.
    `aimed(subject)` says whether its audience was picked by what people do: whoever objects to that is left out.
    """

    name: str
    verb: str
    kind: str
    who: Callable[[Any], Iterable[int]]
    load: Callable[[Iterable[Any]], Mapping[int, Any]]
    may: Callable[[Any, Any], Decision]
    show: Callable[[Any, Any], Shown]
    channels: tuple[str, ...] = ("inbox", "email")
    to_banned: bool = False
    aimed: Callable[[Any], bool] | None = None


# What the person themselves decided: (viewer, notice, subject, channel) → may it be handed over now?
Gate = Callable[[Any, Notice, Any, str], bool]
gates: list[Gate] = []
catalogue: dict[str, Notice] = {}
kinds: dict[str, Text] = {}


def declare_kind(name: str, label: Text) -> str:
    """What people switch on and off: several notices may share a kind. Apps may declare the same one."""
    kinds.setdefault(name, label)
    return name


def gate(check: Gate) -> Gate:
    """Ask this at every hand-off, beside the rule of the notice."""
    if check not in gates:
        gates.append(check)
    return check


def declare(notice: Notice) -> Notice:
    if notice.name in catalogue:
        raise ValueError(f"{notice.name} is declared twice")
    catalogue[notice.name] = notice
    return notice
