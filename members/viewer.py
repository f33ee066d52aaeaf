"""Who is looking or acting now, with their powers: loaded once per request, in one query."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet, Subquery

from core import clock
from core.capabilities import Powers, catalogue
from core.prepared import Prepared
from core.tenancy import active_or_none
from delivery.queries import unread_count_of
from members.models import BrandMember, RolePowers
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
    ended_at: dt.datetime | None = None
    banned_until: dt.datetime | None = None

    @property
    def is_active(self) -> bool:
        return self.state == State.ACTIVE

    @property
    def is_banned(self) -> bool:
        return self.state == State.BANNED and (self.banned_until is None or self.banned_until > clock.now())


@dataclass(frozen=True)
class Loaded:
    """What the one query says. `record` is there whatever its standing; `member` only while it is in good standing."""

    record: BrandMember | None = None
    standings: dict[int, Standing] = field(default_factory=dict)
    unread: int = 0
    powers: Powers = field(default_factory=Powers)


def _records_of(account_id: int) -> QuerySet[BrandMember, Any]:
    return BrandMember.objects.filter(account_id=account_id).annotate(
        unread=unread_count_of(account_id),
        changes=Subquery(RolePowers.objects.values("changes")[:1]),
        in_space=F("memberships__space_id"),
        in_membership=F("memberships__pk"),
        in_visibility=F("memberships__space__visibility"),
        in_state=F("memberships__state"),
        in_role=F("memberships__role"),
        in_muted_until=F("memberships__muted_until"),
        in_rules_version=F("memberships__rules_version"),
        in_ended_at=F("memberships__ended_at"),
        in_banned_until=F("memberships__banned_until"),
    )


_records = Prepared(_records_of)


def _standing_of(row: Any) -> Standing:
    return Standing(
        row.in_membership,
        row.in_space,
        row.in_state,
        row.in_role,
        row.in_muted_until,
        row.in_rules_version,
        row.in_ended_at,
        row.in_banned_until,
    )


class Viewer:
    """
    Outside any brand a viewer has a user and no powers. Nor has one whom the brand has banned: then `member` is None
    and `record` is all that is known of them.
    """

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
        return None if self.is_banned else self.record

    @property
    def record(self) -> BrandMember | None:
        """The row itself, also of someone who is banned: for the ban notice and the privacy pages, never for powers."""
        return self._loaded.record

    @property
    def is_banned(self) -> bool:
        """From the whole brand. A ban whose end has come is over, whether or not the clock's task was there already."""
        return self.record is not None and self.record.is_banned

    @property
    def standings(self) -> dict[int, Standing]:
        return {} if self.is_banned else self._loaded.standings

    @property
    def unread_count(self) -> int:
        return self._loaded.unread

    @property
    def powers(self) -> Powers:
        return self._loaded.powers

    @cached_property
    def _loaded(self) -> Loaded:
        """The brand member joined with all memberships, the inbox counter and the brand's powers: one query."""
        if not self.is_authenticated or active_or_none() is None:
            return Loaded()
        rows = _records(account_id=self.user.pk)
        if not rows:
            return Loaded()
        standings = {
            row.in_space: _standing_of(row)
            for row in rows
            if row.in_space is not None and (self.sees_closed or row.in_visibility in OPEN_TO_READ)
        }
        return Loaded(rows[0], standings, rows[0].unread, Powers(rows[0].changes))

    @cached_property
    def brand_capabilities(self) -> frozenset[str]:
        """Powers in every space of the brand. A plain member holds those of the empty role."""
        if self.member is None:
            return frozenset()
        held = self.powers.of(self.member.role)
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
        return self.is_banned or (standing is not None and standing.is_banned)

    @cached_property
    def space_ids(self) -> frozenset[int]:
        return frozenset(pk for pk, standing in self.standings.items() if standing.is_active)

    def spaces_where(self, capability: str) -> frozenset[int]:
        """Spaces in which the viewer's role there holds the power."""
        roles = self.powers.roles(capability)
        return frozenset(pk for pk in self.space_ids if self.standings[pk].role in roles)

    def can(self, capability: str, space: Any = None) -> bool:
        if capability not in catalogue:
            raise KeyError(capability)  # a rule that asks for a power nobody declared is a bug, never a no
        if space is not None and not (self.sees_closed or space.is_open_to_read):
            return False
        if capability in self.brand_capabilities:
            return True
        return space is not None and self.belongs_to(space) and self._role_holds(capability, space)

    def _role_holds(self, capability: str, space: Any) -> bool:
        return self.powers.holds(self.standings[space.pk].role, capability)

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
    """The viewer that this account is in the active brand: for notices and tasks. One that was erased is nobody."""
    return Viewer(account) if account is not None else anonymous()


class SystemViewer(Viewer):
    """The product acting by itself, in tasks: may do anything in the active brand, and no fact names it as a person."""

    def __init__(self) -> None:
        super().__init__(ANONYMOUS)

    def can(self, capability: str, space: Any = None) -> bool:
        return capability in catalogue
