"""One cell after another: ask an address as somebody, and tell what they met that they may not know."""

from types import SimpleNamespace
from typing import Any

from django.db import transaction

from core import tenancy
from tests.leaks.principals import BY_NAME, NO_BRAND_OF_OURS, SEES_MEMBERS, Principal
from tests.leaks.walking import Ask, asking, asks, found_in, send

Leak = tuple[str, str, int, list[str]]
PERSONS = {f"{group}person" for group in "lsb"}


def leaks_of(
    world: SimpleNamespace, client: Any, name: str, methods: tuple[str, ...] = ("GET",), *, first_only: bool = False
) -> tuple[list[Leak], set[str]]:
    """(what went wrong, everything that was met); with `first_only` the walk ends at the first leak."""
    who = BY_NAME[name]
    todo, options = asks(world, methods=methods), asking(client, world.principals[name])
    leaks: list[Leak] = []
    met: set[str] = set()
    with tenancy.activate(None):
        for ask in todo:
            status, found = answered(world, client, ask, name, options)
            met |= found
            extra = too_much(found, who, ask)
            if extra or (status >= 500 and ask.name != "ready"):  # no worker is alive in a test
                leaks.append((ask.method, ask.path, status, sorted(extra)))
                if first_only:
                    break
    return leaks, met


def answered(world: SimpleNamespace, client: Any, ask: Ask, name: str, options: dict) -> tuple[int, set[str]]:
    """Each request in a savepoint of its own: what it changed is taken back."""
    with transaction.atomic():
        answer = send(client, ask, **options)
        found = found_in(answer, ask, world, own_name(world, name))
        transaction.set_rollback(True)
    return answer.status_code, found


def own_name(world: SimpleNamespace, name: str) -> str:
    """One's own name is no news. A key speaks for a person."""
    whose = "insider" if name == "blind key of an insider" else name
    viewer = getattr(world.cast, whose, None)
    return viewer.user.display_name if viewer is not None else "nobody"


def too_much(found: set[str], who: Principal, ask: Ask) -> set[str]:
    extra = found - who.most - PERSONS
    names = found & PERSONS
    if who.name.startswith("b-"):  # type: ignore[union-attr]
        return extra | (names - {"bperson"})
    if names and not (ask.names_people or who.name in SEES_MEMBERS or _may_be_named(who, ask)):
        extra |= names
    return extra


def _may_be_named(who: Principal, ask: Ask) -> bool:
    """A gate names who runs the group to members of the brand, a refusal who gave it. Nobody else meets any name."""
    return who.name not in NO_BRAND_OF_OURS and ("/g/" in ask.path or "/applications/" in ask.path)
