"""The catalogue of webhooks: which facts other systems may be told of, whose authority that takes, and by which ids."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.decisions import Decision
from core.errors import Text

Facts = Iterable[Any]


@dataclass(frozen=True)
class Hook:
    """
    `name` is what subscribers know it by, `family.what`, and never changes; `verb` is the fact behind it.
    `target` is the model (`app.model`) that the fact has to be about, for verbs that are said of several.
    `scopes` are what a key needs to be told, besides the right to keep webhooks.
    `load(facts)` gives {fact.pk: subject} in as few queries for a hundred as for one; what is gone is simply absent.
    `may(viewer, subject)` is asked when the fact is read and again at every hand-over.
    `ids(subject)` are the public ids of what it is about: never a name, never a text.
    """

    name: str
    verb: str
    label: Text
    target: str
    scopes: frozenset[str]
    load: Callable[[Facts], Mapping[int, Any]]
    may: Callable[[Any, Any], Decision]
    ids: Callable[[Any], Mapping[str, str | None]]

    @property
    def family(self) -> str:
        return self.name.partition(".")[0]


@dataclass
class Names:
    """A port: the app of people says which public ids the actors of facts have."""

    of: Callable[[set[int]], Mapping[int, str]] = field(default=lambda _actors: {})


catalogue: dict[str, Hook] = {}
families: dict[str, Text] = {}
actors = Names()


def declare_family(name: str, label: Text) -> None:
    """`name.*`: whatever of a kind there is now and will be. Apps may declare the same one."""
    families.setdefault(f"{name}.*", label)


def declare(hook: Hook) -> Hook:
    if hook.name in catalogue or hook_of(hook.verb, hook.target) is not None:
        raise ValueError(f"{hook.name} is declared twice")
    if f"{hook.family}.*" not in families:
        raise ValueError(f"nobody declared the family of {hook.name}")
    catalogue[hook.name] = hook
    return hook


def hook_of(verb: str, target: str) -> Hook | None:
    """What a fact is to subscribers; None for most."""
    return next((one for one in catalogue.values() if one.verb == verb and one.target == target), None)


def verbs() -> frozenset[str]:
    return frozenset(one.verb for one in catalogue.values())


def is_wanted(name: str, wanted: Iterable[str]) -> bool:
    return name in wanted or f"{name.partition('.')[0]}.*" in wanted
