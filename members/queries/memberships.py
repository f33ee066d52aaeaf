"""Lists of members."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Q, QuerySet

from core import clock
from core.errors import NotVisible
from members.models import BrandMember, Membership
from members.models.membership import Role, State
from members.rules.memberships import can_see_members
from members.rules.sanctions import can_see_sanctions
from spaces.models import Space


def members_of(space: Space) -> QuerySet[Membership]:
    """Active memberships with their member, newest first. The caller asked `can_see_members`."""
    active = Membership.objects.filter(space=space, state=State.ACTIVE)
    return active.select_related("member").order_by("-number")


def admins_of(space: Space) -> list[BrandMember]:
    """Who runs the space: named at its gate and in its margin."""
    admins = Membership.objects.filter(space=space, state=State.ACTIVE, role=Role.ADMIN)
    return [one.member for one in admins.select_related("member").order_by("number")[:6]]


def get_membership(viewer: Any, public_id: str) -> Membership:
    """Someone's active standing in a space whose members the viewer may see; one's own always. Otherwise NotVisible."""
    found = Membership.objects.filter(public_id=public_id, state=State.ACTIVE).select_related("space", "member").first()
    if found is None or not (_is_own(viewer, found) or can_see_members(viewer, found.space)):
        raise NotVisible
    viewer.looks_into(found.space)
    return found


def get_standing(viewer: Any, public_id: str) -> Membership:
    """Someone's standing whatever its state, for whoever keeps order there; an active one as `get_membership` does."""
    found = Membership.objects.filter(public_id=public_id).select_related("space", "member").first()
    seen = found is not None and (
        can_see_sanctions(viewer, found.space) or (found.is_active and can_see_members(viewer, found.space))
    )
    if found is None or not seen:
        raise NotVisible
    return found


def kept_out_of(space: Space) -> QuerySet[Membership]:
    """Removed, banned, or muted for now; the latest first. The caller asked `can_see_sanctions`."""
    silent = Q(state=State.ACTIVE, muted_until__gt=clock.now())
    found = Membership.objects.filter(silent | Q(state__in=[State.REMOVED, State.BANNED]), space=space)
    return found.select_related("member").order_by("-id")


def banned_people() -> QuerySet[BrandMember]:
    """Who is banned from the brand. The caller asked `can_see_brand_bans`."""
    return BrandMember.objects.exclude(banned_at=None)


def memberships_by_id(facts: Iterable[Any]) -> dict[int, Membership]:
    """{fact.pk: membership} for facts about memberships."""
    facts = list(facts)
    found = Membership.objects.select_related("space", "member").in_bulk([fact.target_id for fact in facts])
    return {fact.pk: found[fact.target_id] for fact in facts if fact.target_id in found}


def _experts(member: Any, space: Any) -> QuerySet:
    return Membership.objects.filter(member_id=member, space_id=space, state=State.ACTIVE, role=Role.EXPERT)


def expert_in(member: Any, space: Any) -> Exists:
    """Whether somebody is a recognised expert of a space, as a column; ids, or references to the outer query."""
    return Exists(_experts(member, space))


def is_expert_in(member_id: int, space_id: int) -> bool:
    return _experts(member_id, space_id).exists()


def people_by_id(facts: Iterable[Any]) -> dict[int, BrandMember]:
    """{fact.pk: person} for facts about people of the brand."""
    facts = list(facts)
    found = BrandMember.objects.select_related("brand").in_bulk([fact.target_id for fact in facts])
    return {fact.pk: found[fact.target_id] for fact in facts if fact.target_id in found}


def _is_own(viewer: Any, membership: Membership) -> bool:
    """Through a key that sees no closed groups, one's own standing there is not seen either."""
    return bool(membership.member_id == viewer.actor_id and viewer.belongs_to(membership.space))


def active_accounts_in(space_id: int) -> QuerySet:
    """Account ids of the active members: one column, for fan-out in SQL."""
    return Membership.objects.filter(space_id=space_id, state=State.ACTIVE).values_list("member__account_id", flat=True)
