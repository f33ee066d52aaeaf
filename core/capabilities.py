"""The catalogue of powers. Each app declares its own with the roles that hold them by default."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import Text

SPACE_ROLES = ("admin", "moderator", "expert", "member")
BRAND_ROLES = ("owner", "manager", "editor", "agent", "analyst")
RUNS_BRAND = ("owner", "manager")


@dataclass(frozen=True)
class Capability:
    """`brand_roles` hold it in every space of the brand, `space_roles` in the space where they are."""

    name: str
    label: Text
    brand_roles: frozenset[str]
    space_roles: frozenset[str]


catalogue: dict[str, Capability] = {}


def declare(name: str, label: Text, *, brand: Iterable[str] = RUNS_BRAND, space: Iterable[str] = ()) -> Capability:
    capability = Capability(name, label, frozenset(brand), frozenset(space))
    if name in catalogue:
        raise ValueError(f"{name} is declared twice")
    catalogue[name] = capability
    return capability


def held_by(*, brand_role: str = "", space_role: str = "") -> frozenset[str]:
    return frozenset(
        name for name, one in catalogue.items() if brand_role in one.brand_roles or space_role in one.space_roles
    )
