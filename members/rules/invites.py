"""Inviting, and what an invitation is worth: never more than its inviter may give at the moment it is used."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, HIDE, Decision, deny
from core.viewing import Viewer
from members.models import Invite, InviteBatch
from members.models.brand_member import BrandRole
from members.models.invite import InviteKind
from members.models.membership import Role
from members.rules.memberships import SIGN_IN
from spaces.models import Space
from spaces.rules import can_see_space

# The owner is handed over, never invited.
INVITABLE = (BrandRole.MANAGER, BrandRole.EDITOR, BrandRole.AGENT, BrandRole.ANALYST)


def can_invite(viewer: Any, space: Space) -> Decision:
    """Whoever holds the power; members too where the space says so."""
    seen = can_see_space(viewer, space)
    if not seen:
        return seen
    if space.is_archived:
        return deny(_("This space is archived."), "archived")
    if viewer.can("member.invite", space):
        return ALLOW
    if space.members_invite and viewer.belongs_to(space) and not viewer.is_muted_in(space):
        return ALLOW
    return deny(_("Only admins and moderators of this space can invite people."))


def can_invite_as(viewer: Any, space: Space, role: str) -> Decision:
    """Anything above a plain member is given by those who may give roles."""
    invites = can_invite(viewer, space)
    if not invites or role == Role.MEMBER:
        return invites
    if role in Role.values and viewer.can("role.assign", space):
        return ALLOW
    return deny(_("You can invite people as members, not with this role."), "role_above_own")


def can_invite_to_brand(viewer: Viewer, brand_role: str = BrandRole.EDITOR) -> Decision:
    if not viewer.can("role.assign"):
        return deny(_("Only the brand's owner gives roles in the brand."))
    return ALLOW if brand_role in INVITABLE else deny(_("Nobody can be invited with this role."), "role_above_own")


def can_see_invite(viewer: Any, invite: Invite) -> Decision:
    """One row of `InviteQuerySet.visible_to`."""
    if viewer.actor_id is None:
        return HIDE
    if invite.space is None:
        return ALLOW if viewer.can("role.assign") else HIDE
    if viewer.can("member.invite", invite.space):
        return ALLOW
    if invite.member_id == viewer.actor_id and viewer.sees_closed:
        return ALLOW
    return ALLOW if invite.invited_by_id == viewer.actor_id and can_see_space(viewer, invite.space) else HIDE


def can_share_invite(viewer: Any, invite: Invite) -> Decision:
    """See its code: only who may give what the code gives. A moderator who reads an admin's link would be an admin."""
    seen = can_see_invite(viewer, invite)
    if not seen:
        return seen
    if invite.kind != InviteKind.LINK:
        return deny(_("This invitation is for one person."), "personal")
    return _may_give(viewer, invite)


def can_revoke_invite(viewer: Any, invite: Invite) -> Decision:
    seen = can_see_invite(viewer, invite)
    if not seen or invite.space is None or invite.invited_by_id == viewer.actor_id:
        return seen
    if viewer.can("member.invite", invite.space):
        return ALLOW
    return deny(_("Only whoever invited, or an admin, can withdraw an invitation."))


def can_accept_invite(viewer: Any, invite: Invite, inviter: Any) -> Decision:
    """
    Everything that makes an invitation worthless hides it, and looks like a code that never was.

    `inviter` is the viewer that the inviter is now, or None when there is none any more.
    """
    if not is_live(invite, inviter) or viewer.is_banned:
        return HIDE
    if invite.space is not None and viewer.is_banned_from(invite.space):
        return HIDE
    if invite.space is None and viewer.member is not None and viewer.member.role == BrandRole.OWNER:
        return HIDE  # an owner would lose the brand by taking a smaller role: ownership is handed over
    if invite.kind == InviteKind.PERSON and viewer.is_authenticated and viewer.actor_id != invite.member_id:
        return HIDE
    if not viewer.is_authenticated:
        return SIGN_IN
    if invite.kind == InviteKind.EMAIL and not _has_address(viewer, invite.email):
        return deny(_("This invitation was sent to another e-mail address. Sign in with that one."), "other_address")
    return ALLOW


def _has_address(viewer: Any, email: str) -> bool:
    return bool(viewer.user.emailaddress_set.filter(email__iexact=email, verified=True).exists())


def is_live(invite: Invite, inviter: Any) -> bool:
    return invite.is_open and inviter is not None and bool(_may_give(inviter, invite))


def _may_give(viewer: Any, invite: Invite) -> Decision:
    if invite.space is None:
        return can_invite_to_brand(viewer, invite.brand_role)
    return can_invite_as(viewer, invite.space, invite.role)


def can_invite_many(viewer: Any, space: Space) -> Decision:
    """From a file: for who holds the power itself, not for members who may invite by a setting."""
    invites = can_invite(viewer, space)
    if not invites or viewer.can("member.invite", space):
        return invites
    return deny(_("Only admins and moderators of this space can invite from a file."))


def can_see_batch(viewer: Any, batch: InviteBatch) -> Decision:
    """Whoever sent the file reads it, as long as they know of the space."""
    if viewer.actor_id is None or viewer.actor_id != batch.made_by_id:
        return HIDE
    return ALLOW if can_see_space(viewer, batch.space) else HIDE


def can_confirm_batch(viewer: Any, batch: InviteBatch) -> Decision:
    seen = can_see_batch(viewer, batch)
    return can_invite_many(viewer, batch.space) if seen else seen
