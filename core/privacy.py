"""The catalogue of personal data: what each app holds about a person, how to hand it out and how to forget it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from core.errors import Text


@dataclass(frozen=True)
class Person:
    """
    Whom it is about, in the active brand. `member` is their record here, `account` the row of the person who signs in.

    Either may be None: whoever never joined here has no record, and an erased account is gone when the holdings are
    looked through a second time.
    """

    account: Any = None
    member: Any = None

    @property
    def account_id(self) -> int | None:
        return self.account.pk if self.account is not None else None


@dataclass(frozen=True)
class Exported:
    """Plain JSON data, and files as (name in the archive, a stored file)."""

    data: Any
    files: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Wishes:
    """What the person chose when they asked to be forgotten."""

    keep_posts: bool = False


@dataclass(frozen=True)
class Holding:
    """
    `export(person)` hands out what the app holds, without what others wrote. `erase(person, wishes)` removes or blanks
    it; it may be stopped anywhere and run again, and finds nothing to do the second time.

    `covers` names the models ("app.Model") that the two see to. `beyond_brands` is asked once and not for each brand.
    """

    name: str
    label: Text
    export: Callable[[Person], Exported]
    erase: Callable[[Person, Wishes], None]
    covers: frozenset[str] = field(default=frozenset())
    beyond_brands: bool = False


catalogue: dict[str, Holding] = {}


def declare(holding: Holding) -> Holding:
    if holding.name in catalogue:
        raise ValueError(f"{holding.name} is declared twice")
    catalogue[holding.name] = holding
    return holding


def in_brands() -> list[Holding]:
    return [one for one in catalogue.values() if not one.beyond_brands]


def beyond_brands() -> list[Holding]:
    return [one for one in catalogue.values() if one.beyond_brands]
