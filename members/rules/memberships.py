"""Joining, leaving, removing, roles, and who is listed."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock, dates
from core.decisions import ALLOW, Decision, deny
from core.viewing import Viewer
from members.models import Membership
from members.models.membership import Role, State
from spaces.models import JoinPolicy, ReturnPolicy, Space
from spaces.rules import can_read_space, can_see_space

SIGN_IN = deny(_("Sign in first."), "sign_in_required")


def entrance(viewer: Any, space: Space) -> Decision:
    """What joining and applying share: a person, an open space, no ban."""
    seen = can_see_space(viewer, space)
    if not seen:
        return seen
    if not viewer.is_authenticated:
        return SIGN_IN
    if space.is_archived:
        return deny(_("This space is archived."), "archived")
    if viewer.is_banned:
        return deny(_("You are banned from this brand."), "banned_from_brand")
    standing = viewer.membership_in(space)
    return may_return(standing, space, freely=False) if standing is not None else ALLOW


def may_return(row: Any, space: Space, *, freely: bool) -> Decision:
    """
    Whether a standing (the viewer's, or the row under its lock) lets its holder in again: never during a ban.

    After a removal those who come `freely` wait or apply, as the space says; so do applicants where it says wait.
    """
    if row.is_banned:
        return deny(_("You are banned from this space."), "banned")
    if not freely or row.state != State.REMOVED:
        return ALLOW
    return must_apply(row, space) and must_wait(row, space)


def must_apply(row: Any, space: Space) -> Decision:
    if row.state != State.REMOVED or space.return_policy != ReturnPolicy.APPLY:
        return ALLOW
    return deny(_("You were removed from here. The way back is an application."), "application_required")


def must_wait(row: Any, space: Space) -> Decision:
    if row.state != State.REMOVED or space.return_policy != ReturnPolicy.WAIT or row.ended_at is None:
        return ALLOW
    free_at = row.ended_at + dt.timedelta(days=space.return_days)
    if free_at <= clock.now():
        return ALLOW
    words = gettext("You were removed from here. You can come back from %(day)s on.") % {"day": dates.moment(free_at)}
    return deny(words, "must_wait")


def can_join(viewer: Any, space: Space) -> Decision:
    """Freely, without review. Joining twice is allowed and changes nothing."""
    entry = entrance(viewer, space)
    if not entry:
        return entry
    if viewer.belongs_to(space):
        return ALLOW
    standing = viewer.membership_in(space)
    if space.join_policy == JoinPolicy.OPEN:
        return may_return(standing, space, freely=True) if standing is not None else ALLOW
    return deny(_("This space takes applications or invitations."), "application_required")


def can_leave(viewer: Viewer, space: Space) -> Decision:
    seen = can_see_space(viewer, space)
    return seen if not seen or viewer.belongs_to(space) else deny(_("You are not a member."), "not_member")


def can_see_members(viewer: Viewer, space: Space) -> Decision:
    readable = can_read_space(viewer, space)
    if not readable:
        return readable
    if viewer.can("member.see_all", space) or (space.members_visible and viewer.belongs_to(space)):
        return ALLOW
    return deny(_("Only members of this space can see who belongs."), "membership_required")


def can_see_brand_members(viewer: Viewer) -> Decision:
    return ALLOW if viewer.can("member.see_brand") else deny(_("Only the brand's owner and managers see everyone."))


def can_remove_member(viewer: Viewer, membership: Membership) -> Decision:
    seen = can_see_space(viewer, membership.space)
    if not seen:
        return seen
    if not viewer.can("member.remove", membership.space):
        return deny(_("Only admins of this space can remove members."))
    if viewer.actor_id == membership.member_id:
        return deny(_("Leave the space instead of removing yourself."), "own_membership")
    return ALLOW


def can_assign_role(viewer: Viewer, membership: Membership, role: str) -> Decision:
    """Admins give roles in their own space, but nobody changes their own, and only active members hold one."""
    seen = can_see_space(viewer, membership.space)
    if not seen:
        return seen
    if not viewer.can("role.assign", membership.space):
        return deny(_("Only admins of this space can change roles."))
    if viewer.actor_id == membership.member_id:
        return deny(_("Someone else has to change your role."), "own_membership")
    if membership.state != State.ACTIVE or role not in Role.values:
        return deny(_("Only members can hold a role."), "not_member")
    return ALLOW
