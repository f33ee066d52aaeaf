"""The catalogue of powers. Each app declares its own with the roles that hold them, and a brand may change which do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.errors import Text

SPACE_ROLES = ("admin", "moderator", "expert", "member")
BRAND_ROLES = ("owner", "manager", "editor", "agent", "analyst")
RUNS_BRAND = ("owner", "manager")
EVERYONE = ""  # the role of a brand member who has none
ALL_ROLES = (*BRAND_ROLES, *SPACE_ROLES, EVERYONE)

Changes = Mapping[str, Mapping[str, bool]]


@dataclass(frozen=True)
class Capability:
    """
    `brand_roles` hold it in every space of the brand, `space_roles` in the space where they are.

    A brand may change that for the roles `within`, except for those that hold it `always`.
    """

    name: str
    label: Text
    brand_roles: frozenset[str]
    space_roles: frozenset[str]
    within: frozenset[str]
    always: frozenset[str]

    @property
    def roles(self) -> frozenset[str]:
        return self.brand_roles | self.space_roles

    def is_fixed(self, role: str) -> bool:
        """The owner's powers are nobody's to take: a brand could be locked out of itself."""
        return role == "owner" or role in self.always or role not in self.within


catalogue: dict[str, Capability] = {}


def declare(
    name: str,
    label: Text,
    *,
    brand: Iterable[str] = RUNS_BRAND,
    space: Iterable[str] = (),
    within: Iterable[str] | None = None,
    always: Iterable[str] = (),
) -> Capability:
    """
    `within` are the roles that a brand may ever give it to, where that is not everybody.

    A power that no space role has by default is never asked for in a space, so it is not offered to any.
    """
    held = frozenset(brand), frozenset(space)
    sensible = {*BRAND_ROLES, *(SPACE_ROLES if held[1] else ()), *({EVERYONE} & held[0])}
    roles = frozenset(sensible if within is None else within)
    capability = Capability(name, label, *held, roles, frozenset(always))
    if name in catalogue:
        raise ValueError(f"{name} is declared twice")
    catalogue[name] = capability
    return capability


class Powers:
    """
    Which role holds what in one brand: what the apps declare, with the brand's own changes on top.

    `changes` is {capability: {role: held}}, differences only. Names that no app declares any more mean nothing.
    """

    def __init__(self, changes: Changes | None = None) -> None:
        self.changes = changes or {}

    def holds(self, role: str, name: str) -> bool:
        if role in (own := self.changes.get(name, {})) and not catalogue[name].is_fixed(role):
            return own[role]
        return role in catalogue[name].roles

    def of(self, role: str) -> frozenset[str]:
        if not self.changes:
            return frozenset(name for name, one in catalogue.items() if role in one.roles)
        return frozenset(name for name in catalogue if self.holds(role, name))

    def roles(self, name: str) -> frozenset[str]:
        """Everybody's role that holds it, of brand and space alike: their names never meet."""
        if name not in self.changes:
            return catalogue[name].roles
        return frozenset(role for role in ALL_ROLES if self.holds(role, name))
