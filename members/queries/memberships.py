"""Lists of members."""

from typing import Any

from django.db.models import QuerySet

from core.errors import NotVisible
from members.models import BrandMember, Membership
from members.models.membership import Role, State
from members.rules.memberships import can_see_members
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


def _is_own(viewer: Any, membership: Membership) -> bool:
    """Through a key that sees no closed groups, one's own standing there is not seen either."""
    return bool(membership.member_id == viewer.actor_id and viewer.belongs_to(membership.space))


def active_accounts_in(space_id: int) -> QuerySet:
    """Account ids of the active members: one column, for fan-out in SQL."""
    return Membership.objects.filter(space_id=space_id, state=State.ACTIVE).values_list("member__account_id", flat=True)
