"""What every write asks again inside its transaction, and what a manager's look leaves behind."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activity.actions import record
from activity.models import Activity
from core import clock, locks, tenancy
from core.errors import NotAllowed
from members.models import BrandMember, Membership
from members.models.brand_member import BrandRole
from members.models.membership import State
from spaces import verbs as space_verbs
from spaces.models import Space

BANNED_FROM_BRAND = _("You are banned from this brand.")


def hold_standing(viewer: Any, space: Space | None) -> None:
    """
    Hold what the viewer's powers rest on FOR SHARE until the transaction ends, and refuse if it no longer stands.

    That is the membership; for those with a brand role, or without a membership, their record in the brand. Banning,
    removing and taking a role update that row, so nothing of theirs appears after such a call has returned. Locks are
    taken in the order record, membership, space.
    """
    standing = viewer.membership_in(space) if space is not None else None
    belongs = standing is not None and standing.is_active
    if viewer.member is not None and (viewer.member.role or not belongs):
        hold_record(viewer.member)
    if standing is None or not belongs:
        return
    locks.for_share(Membership, standing.pk)
    mine = Membership.objects.filter(pk=standing.pk)
    state, role, muted_until = mine.values_list("state", "role", "muted_until").first() or (None, None, None)
    if (state, role) != (State.ACTIVE, standing.role) or (muted_until and muted_until > clock.now()):
        raise NotAllowed(_("Your standing in this space has just changed."), code="standing_changed")


def hold_record(member: BrandMember) -> None:
    """Refuse when the person was banned from the brand, or got another role, since they were loaded."""
    locks.for_share(BrandMember, member.pk)
    now = BrandMember.objects.filter(pk=member.pk).first()
    if now is None or now.is_banned:
        raise NotAllowed(BANNED_FROM_BRAND, code="banned_from_brand")
    if now.role != member.role:
        raise NotAllowed(_("Your role in this brand has just changed."), code="standing_changed")


def hold_owners(*others: int | None) -> None:
    """Until the transaction ends nobody else changes who owns the brand. Taken before any other record."""
    rows = BrandMember.objects.filter(Q(role=BrandRole.OWNER) | Q(pk__in=[one for one in others if one]))
    list(locks.for_update(rows.order_by("id"), no_key=True))


@transaction.atomic
def note_inspection(viewer: Any, *spaces: Space) -> None:
    """Record, once a day each, that a manager looked into closed spaces without belonging to them."""
    looked = {space.pk: space for space in spaces if not space.is_open_to_read and viewer.reads_all(space)}
    if not looked.keys() - _noted_today(viewer, looked):
        return
    locks.for_update(BrandMember.objects.filter(pk=viewer.actor_id)).get()  # a page and its pictures come at once
    for pk in looked.keys() - _noted_today(viewer, looked):
        record(space_verbs.SPACE_INSPECTED, viewer=viewer, target=looked[pk], space=looked[pk])


def _noted_today(viewer: Any, space_ids: Iterable[int]) -> set[int]:
    noted = Activity.objects.filter(
        verb=space_verbs.SPACE_INSPECTED.name,
        actor_id=viewer.actor_id,
        local_on=tenancy.today(),
        space_id__in=list(space_ids),
    )
    return set(noted.values_list("space_id", flat=True))
