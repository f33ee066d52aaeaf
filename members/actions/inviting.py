"""Making invitations: a link, or one for a member of the brand. Accepting them is in accepting.py."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from core import clock, locks, text
from core.decisions import ensure
from core.errors import Invalid, NotAllowed
from members import rules, verbs
from members.actions.memberships import held_standing
from members.actions.standing import hold_standing
from members.models import BrandMember, Invite, Membership
from members.models.invite import InviteKind, Outcome
from members.models.membership import Role, State
from spaces.models import Space

DAYS = 30
MOST_DAYS = 366
MOST_USES = 100_000
MOST_USES_ABOVE_MEMBER = 20  # a link that makes moderators is no poster


@transaction.atomic
def create_invite_link(
    viewer: Any,
    space: Space,
    *,
    role: str = Role.MEMBER,
    uses_limit: int | None = None,
    days: int | None = DAYS,
    source_label: str = "",
) -> Invite:
    """A link for whoever holds it. `days` None never ends, `uses_limit` None is without limit: for plain members only."""
    ensure(rules.can_invite_as(viewer, space, role))
    hold_standing(viewer, space)
    invite = Invite.objects.create(
        brand_id=space.brand_id,
        space=space,
        role=role,
        uses_limit=_checked_uses(uses_limit, role),
        expires_at=checked_end(days, open_ended=role == Role.MEMBER),
        source_label=checked_label(source_label),
        invited_by=viewer.member,
    )
    record(verbs.INVITE_MADE, viewer=viewer, target=invite, space=space, role=str(role))
    return invite


def _checked_uses(uses: int | None, role: str) -> int | None:
    most = MOST_USES if role == Role.MEMBER else MOST_USES_ABOVE_MEMBER
    if uses is None and role != Role.MEMBER:
        raise Invalid.field("uses_limit", _("An invitation with this role needs a limit."), "required")
    if uses is not None and not 1 <= uses <= most:
        message = _("Use a number from 1 to %(most)d.") % {"most": most}
        raise Invalid.field("uses_limit", message, "out_of_range")
    return uses


def checked_end(days: int | None, *, open_ended: bool = False) -> dt.datetime | None:
    if days is None and open_ended:
        return None
    if days is None or not 1 <= days <= MOST_DAYS:
        message = _("Use a number from 1 to %(most)d.") % {"most": MOST_DAYS}
        raise Invalid.field("days", message, "out_of_range")
    return clock.now() + dt.timedelta(days=days)


def checked_label(label: str) -> str:
    return text.clean(label, field="source_label", longest=40)


@transaction.atomic
def invite_member(
    viewer: Any,
    space: Space,
    member: BrandMember,
    *,
    role: str = Role.MEMBER,
    source_label: str = "",
    days: int = DAYS,
) -> Membership:
    """
    Invite one person of the brand: their standing becomes `invited`, and they are told.

    Whoever belongs already, or has an invitation that still stands, stays as they are. NotAllowed `banned` for the banned.
    """
    ensure(rules.can_invite_as(viewer, space, role))
    hold_standing(viewer, space)
    label, expires_at = checked_label(source_label), checked_end(days)
    membership = held_standing(space, member)
    if membership.state in (State.BANNED, State.PAUSED):
        raise NotAllowed(_("This person is banned from the space."), code="banned")
    earlier = membership.invite if membership.state == State.INVITED else None
    if membership.state == State.ACTIVE or (earlier is not None and earlier.is_open):
        return membership
    was_state = earlier.was_state if earlier else membership.state if membership.number else ""
    Invite.objects.filter(space=space, member=member, closed_at=None).update(
        closed_at=clock.now(), outcome=Outcome.REPLACED
    )
    invite = Invite.objects.create(
        brand_id=space.brand_id,
        space=space,
        kind=InviteKind.PERSON,
        member=member,
        role=role,
        uses_limit=1,
        expires_at=expires_at,
        source_label=label,
        was_state=was_state,
        invited_by=viewer.member,
    )
    membership.state, membership.invite, membership.ended_at = State.INVITED, invite, None
    membership.save(update_fields=["state", "invite", "ended_at"])
    record(verbs.INVITE_SENT, viewer=viewer, target=invite, space=space, member=member.pk, role=str(role))
    return membership


@transaction.atomic
def revoke_invite(viewer: Any, invite: Invite) -> Invite:
    """Take an invitation back. What it has already given stays; withdrawing twice changes nothing."""
    ensure(rules.can_revoke_invite(viewer, invite))
    hold_waiting(invite)
    if close(invite, Outcome.REVOKED):
        put_back(invite)
        record(verbs.INVITE_REVOKED, viewer=viewer, target=invite, space=invite.space)
    return fresh(invite)


def hold_waiting(invite: Invite) -> None:
    """The membership before the invitation, as everywhere, so that two who decide at once never wait in a circle."""
    if invite.kind == InviteKind.PERSON:
        mine = Membership.objects.filter(space_id=invite.space_id, member_id=invite.member_id)
        list(locks.for_update(mine))


def close(invite: Invite, outcome: str) -> bool:
    """The one conditional UPDATE that ends an invitation which has not been accepted."""
    unused = Invite.objects.filter(pk=invite.pk, closed_at=None)
    return bool(unused.update(closed_at=clock.now(), outcome=outcome))


def put_back(invite: Invite) -> None:
    """Where the person stood before: nowhere, or as someone who had left or been removed."""
    waiting = Membership.objects.filter(invite=invite, state=State.INVITED)
    if invite.was_state:
        waiting.update(state=invite.was_state, ended_at=clock.now(), invite=None)
    else:
        waiting.delete()


def fresh(invite: Invite) -> Invite:
    return Invite.objects.select_related("space", "member", "invited_by__account").get(pk=invite.pk)
