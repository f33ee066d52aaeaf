"""Who is looking or acting now, with their powers: loaded once per request, in one query."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet

from core import clock
from core.capabilities import catalogue, held_by
from core.prepared import Prepared
from core.tenancy import active_or_none
from delivery.queries import unread_count_of
from members.models import BrandMember
from members.models.membership import State
from spaces.models import OPEN_TO_READ


@dataclass(frozen=True)
class Standing:
    """One membership, as the viewer needs it."""

    pk: int
    space_id: int
    state: str
    role: str
    muted_until: dt.datetime | None
    rules_version: int

    @property
    def is_active(self) -> bool:
        return self.state == State.ACTIVE


def _records_of(account_id: int) -> QuerySet[BrandMember, Any]:
    return BrandMember.objects.filter(account_id=account_id).annotate(
        unread=unread_count_of(account_id),
        in_space=F("memberships__space_id"),
        in_membership=F("memberships__pk"),
        in_visibility=F("memberships__space__visibility"),
        in_state=F("memberships__state"),
        in_role=F("memberships__role"),
        in_muted_until=F("memberships__muted_until"),
        in_rules_version=F("memberships__rules_version"),
    )


_records = Prepared(_records_of)


class Viewer:
    """Outside any brand a viewer has a user and no powers."""

    def __init__(self, user: Any, *, scopes: Iterable[str] | None = None) -> None:
        self.user = user
        self.scopes = None if scopes is None else frozenset(scopes)
        self.looked_into: dict[int, Any] = {}

    @property
    def is_authenticated(self) -> bool:
        return bool(self.user.is_authenticated)

    @property
    def account_id(self) -> int | None:
        return self.user.pk if self.is_authenticated else None

    @property
    def actor_id(self) -> int | None:
        return self.member.pk if self.member is not None else None

    @property
    def member(self) -> BrandMember | None:
        return self._loaded[0]

    @property
    def standings(self) -> dict[int, Standing]:
        return self._loaded[1]

    @property
    def unread_count(self) -> int:
        return self._loaded[2]

    @cached_property
    def _loaded(self) -> tuple[BrandMember | None, dict[int, Standing], int]:
        """The brand member joined with all memberships, and the inbox counter: one query."""
        if not self.is_authenticated or active_or_none() is None:
            return None, {}, 0
        rows = _records(account_id=self.user.pk)
        if not rows:
            return None, {}, 0
        standings = {
            row.in_space: Standing(
                row.in_membership, row.in_space, row.in_state, row.in_role, row.in_muted_until, row.in_rules_version
            )
            for row in rows
            if row.in_space is not None and (self.sees_closed or row.in_visibility in OPEN_TO_READ)
        }
        return rows[0], standings, rows[0].unread

    @cached_property
    def brand_capabilities(self) -> frozenset[str]:
        """Powers in every space of the brand. A plain member holds those declared for the empty role."""
        if self.member is None:
            return frozenset()
        held = held_by(brand_role=self.member.role)
        if self.scopes is not None and "contacts:read" not in self.scopes:
            held -= {"pii.view"}
        return held if self.sees_closed else held - {"space.read", "space.see_listed"}

    @property
    def sees_closed(self) -> bool:
        """A key without `groups:read` sees open spaces only, whatever its owner may see."""
        return self.scopes is None or "groups:read" in self.scopes

    def membership_in(self, space: Any) -> Standing | None:
        return self.standings.get(space.pk)

    def belongs_to(self, space: Any) -> bool:
        standing = self.standings.get(space.pk)
        return standing is not None and standing.is_active

    def is_muted_in(self, space: Any) -> bool:
        standing = self.standings.get(space.pk)
        return bool(standing and standing.muted_until and standing.muted_until > clock.now())

    def is_banned_from(self, space: Any) -> bool:
        standing = self.standings.get(space.pk)
        return standing is not None and standing.state == State.BANNED

    @cached_property
    def space_ids(self) -> frozenset[int]:
        return frozenset(pk for pk, standing in self.standings.items() if standing.is_active)

    def spaces_where(self, capability: str) -> frozenset[int]:
        """Spaces in which the viewer's role there holds the power."""
        roles = catalogue[capability].space_roles
        return frozenset(pk for pk in self.space_ids if self.standings[pk].role in roles)

    def can(self, capability: str, space: Any = None) -> bool:
        declared = catalogue[capability]
        if space is not None and not (self.sees_closed or space.is_open_to_read):
            return False
        if capability in self.brand_capabilities:
            return True
        return space is not None and self.belongs_to(space) and self.standings[space.pk].role in declared.space_roles

    def reads_all(self, space: Any) -> bool:
        """True when only a brand role opens this space: such a look is recorded."""
        return not self.belongs_to(space) and self.can("space.read")

    def looks_into(self, *spaces: Any) -> None:
        """
        Say that this answer shows something of the inside of these spaces; None is the whole brand.

        Queries call it with what they found. What only a brand role opened is written down when the answer is ready
        (`members.middleware`), so that a door cannot forget it.
        """
        for space in spaces:
            if space is not None and not space.is_open_to_read and self.reads_all(space):
                self.looked_into[space.pk] = space

    def refresh(self) -> None:
        """Forget what was loaded: after the viewer's own standing changed."""
        for name in ("_loaded", "brand_capabilities", "space_ids"):
            self.__dict__.pop(name, None)


ANONYMOUS = AnonymousUser()


def anonymous() -> Viewer:
    return Viewer(ANONYMOUS)


def viewer_for_account(account: Any) -> Viewer:
    """The viewer that this account is in the active brand: for notices and tasks."""
    return Viewer(account)


class SystemViewer(Viewer):
    """The product acting by itself, in tasks: may do anything in the active brand, and no fact names it as a person."""

    def __init__(self) -> None:
        super().__init__(ANONYMOUS)

    def can(self, capability: str, space: Any = None) -> bool:
        return capability in catalogue
