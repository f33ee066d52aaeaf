"""Which role holds what in the active brand, and who therefore may do a thing."""

from django.db.models import Q, QuerySet

from core.capabilities import EVERYONE, Changes, Powers
from members.models import BrandMember, Membership, RolePowers
from members.models.membership import State


def powers_now() -> Powers:
    """Of the active brand, for what happens without a viewer: fan-out, tasks. A viewer brings their own."""
    return Powers(RolePowers.objects.values_list("changes", flat=True).first())


def holders_of(capability: str, space_id: int | None = None) -> QuerySet:
    """Account ids of those who hold it, by their role in the space or in the brand: one column, for fan-out in SQL."""
    roles = powers_now().roles(capability) - {EVERYONE}
    held = Q(role__in=roles)
    if space_id is not None:
        here = Membership.objects.filter(space_id=space_id, state=State.ACTIVE, role__in=roles)
        held |= Q(pk__in=here.values("member_id"))
    return BrandMember.objects.filter(held).values_list("account_id", flat=True)


def team_of(capability: str, space_id: int) -> QuerySet:
    """Active memberships whose role in this space holds it; brand roles do not count."""
    roles = powers_now().roles(capability)
    return Membership.objects.filter(space_id=space_id, state=State.ACTIVE, role__in=roles)


def role_powers() -> tuple[int, Changes]:
    """(version, departures) of the active brand; version 0 where nothing was ever changed."""
    return RolePowers.objects.values_list("version", "changes").first() or (0, {})
