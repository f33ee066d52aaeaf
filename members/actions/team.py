"""Inviting somebody to a role in the brand, and what accepting that gives."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activity.actions import record
from core import clock, locks, mailboxes, text
from core.decisions import ensure
from core.errors import Conflict, Invalid, NotVisible
from members import rules, verbs
from members.actions.accepting import came_by, hold_inviter, use_invite
from members.actions.addressing import MOST_OF_STAFF, send_letter
from members.actions.inviting import checked_end
from members.actions.standing import hold_standing
from members.models import BrandMember, Invite
from members.models.brand_member import BrandRole
from members.models.invite import InviteKind, Outcome
from members.queries.invites import inviter_of

TEAM_DAYS = 14


@transaction.atomic
def invite_to_team(
    viewer: Any,
    brand_role: str,
    *,
    member: BrandMember | None = None,
    email: str = "",
    name: str = "",
    days: int = TEAM_DAYS,
) -> Invite:
    """
    Offer a role in the brand to a member of it, or to whoever has the address. Nothing changes until they accept.

    The same offer again, while it is open, is the one that is there; another role replaces it.
    """
    ensure(rules.can_invite_to_brand(viewer, brand_role))
    if (member is None) == (not email):
        raise Invalid.field("email", _("Give a member or an address, not both."), "one_of_two")
    expires_at, name = checked_end(days), text.clean(name, field="name", longest=40)
    hold_standing(viewer, None)
    whom: dict[str, Any] = {"member": _free_for(member, brand_role)} if member else {"email": mailboxes.checked(email)}
    kind = InviteKind.PERSON if member else InviteKind.EMAIL
    open_one = Invite.objects.filter(space=None, closed_at=None, **whom)
    if (standing := open_one.first()) is not None:
        if standing.is_open and (standing.brand_role, standing.invited_by_id) == (brand_role, viewer.actor_id):
            return standing
        open_one.update(closed_at=clock.now(), outcome=Outcome.REPLACED)
    fields = {"brand_id": viewer.member.brand_id, "brand_role": brand_role, "name": name, "expires_at": expires_at}
    try:
        with transaction.atomic():
            made = Invite.objects.create(kind=kind, uses_limit=1, invited_by=viewer.member, **fields, **whom)
    except IntegrityError:  # the same click came twice at once
        return open_one.get()
    if email:
        send_letter(viewer, made, MOST_OF_STAFF)
    record(verbs.TEAM_INVITED, viewer=viewer, target=made, role=str(brand_role))
    return made


def _free_for(member: BrandMember, brand_role: str) -> BrandMember:
    held = BrandMember.objects.get(pk=member.pk)
    if held.role in (BrandRole.OWNER, brand_role):
        message = _("They hold this role, or a higher one, already.")
        raise Conflict(message, code="has_role", fields={"brand_role": message})
    if held.is_banned:
        message = _("This person is banned from the brand.")
        raise Conflict(message, code="banned", fields={"member": message})
    return held


@transaction.atomic
def accept_team_invite(viewer: Any, invite: Invite) -> BrandMember:
    """
    Take the role. Of two answers at once one takes it; an inviter who may not give it any more has killed the offer.

    Locks are taken in the order inviter's record, own record, invitation.
    """
    inviter = inviter_of(invite)
    ensure(rules.can_accept_invite(viewer, invite, inviter))
    if invite.space_id is not None:
        raise NotVisible
    hold_inviter(inviter, invite)
    member = _held(came_by(viewer, invite))
    if member.is_banned or member.role == BrandRole.OWNER:
        raise NotVisible
    use_invite(invite)
    if member.role != invite.brand_role:
        BrandMember.objects.filter(pk=member.pk).update(role=invite.brand_role)
        record(verbs.ROLE_CHANGED, viewer=viewer, target=member, role=invite.brand_role, invite=invite.pk)
    record(verbs.INVITE_ACCEPTED, viewer=viewer, target=invite, inviter=invite.invited_by_id)
    viewer.refresh()
    return BrandMember.objects.get(pk=member.pk)


def _held(member: BrandMember) -> BrandMember:
    return locks.for_update(BrandMember.objects.filter(pk=member.pk)).get()
