"""Accepting and declining invitations. Whatever is wrong with one looks like a code that never was."""

from typing import Any

from django.db import transaction
from django.db.models import F

from activity.actions import record
from core import clock, locks
from core.decisions import ensure
from core.errors import NotAllowed, NotVisible
from members import rules, verbs
from members.actions.inviting import close, fresh, hold_waiting, put_back
from members.actions.memberships import enter
from members.actions.records import join_brand
from members.actions.standing import hold_standing
from members.models import BrandMember, Invite, Membership
from members.models.brand_member import Origin
from members.models.invite import InviteKind, Outcome
from members.models.membership import Source
from members.queries.invites import inviter_of
from spaces.rules import can_see_space


@transaction.atomic
def accept_invite(viewer: Any, invite: Invite) -> Membership:
    """Enter the space. Whoever belongs already stays as they are, and no use is counted."""
    inviter = inviter_of(invite)
    ensure(rules.can_accept_invite(viewer, invite, inviter))
    if invite.space is None:
        raise NotVisible
    if viewer.belongs_to(invite.space):
        return Membership.objects.select_related("space", "member").get(pk=viewer.membership_in(invite.space).pk)
    hold_inviter(inviter, invite)
    knew_rules = bool(can_see_space(viewer, invite.space))  # a secret group's were not shown: asked for inside
    member = came_by(viewer, invite)
    membership, entered = enter(
        invite.space, member, source=Source.INVITED, role=invite.role, invite=invite, knew_rules=knew_rules
    )
    if entered:
        use_invite(invite)
        record(verbs.INVITE_ACCEPTED, viewer=viewer, target=invite, space=invite.space, inviter=invite.invited_by_id)
        record(
            verbs.MEMBER_JOINED,
            viewer=viewer,
            target=membership,
            space=invite.space,
            source=Source.INVITED.value,
            invite=invite.pk,
        )
    viewer.refresh()
    return membership


def came_by(viewer: Any, invite: Invite) -> BrandMember:
    """For someone new to the brand the invitation is where they come from, too."""
    label, inviter = invite.source_label, invite.invited_by
    return join_brand(viewer, invite.brand, source=Origin.INVITED, source_label=label, invited_by=inviter)


def hold_inviter(inviter: Any, invite: Invite) -> None:
    """A demotion that has returned kills the links: we hold what gives the inviter the right, and look at it again."""
    locks.for_share(BrandMember, inviter.actor_id)
    if not BrandMember.objects.filter(pk=inviter.actor_id, role=inviter.member.role).exists():
        raise NotVisible
    if invite.space is None:
        return
    try:
        hold_standing(inviter, invite.space)
    except NotAllowed as error:
        raise NotVisible from error


def use_invite(invite: Invite) -> None:
    """Uses run out in one conditional UPDATE: of a hundred at once, as many enter as there are uses left."""
    if not Invite.objects.open().filter(pk=invite.pk).update(uses=F("uses") + 1):
        raise NotVisible
    if invite.kind != InviteKind.LINK:
        close(invite, Outcome.ACCEPTED)
    if invite.kind == InviteKind.EMAIL:
        same = Invite.objects.filter(space=invite.space, email=invite.email, closed_at=None)
        same.filter(brand_role="").update(closed_at=clock.now(), outcome=Outcome.REPLACED)


@transaction.atomic
def decline_invite(viewer: Any, invite: Invite) -> Invite:
    """Say no to an invitation for oneself. Links are for nobody in particular: they are simply not used."""
    ensure(rules.can_accept_invite(viewer, invite, inviter_of(invite)))
    if invite.kind == InviteKind.LINK:
        raise NotVisible
    hold_waiting(invite)
    if not close(invite, Outcome.DECLINED):
        raise NotVisible
    put_back(invite)
    record(verbs.INVITE_DECLINED, viewer=viewer, target=invite, space=invite.space)
    viewer.refresh()
    return fresh(invite)
