"""Muting, banning, and the way back."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, HIDE, Decision, deny
from core.viewing import Viewer
from members.models import BrandMember, Membership
from members.models.membership import State
from spaces.models import Space
from spaces.rules import can_read_space, can_see_space

TEAM_FIRST = deny(_("They belong to the brand's team. The owner has to take their role first."), "has_role")


def can_mute_member(viewer: Viewer, membership: Membership) -> Decision:
    allowed = _may_act(viewer, membership, "member.mute")
    if allowed and not membership.is_active:
        return deny(_("They are not a member any more."), "not_member")
    return allowed


def can_unmute_member(viewer: Viewer, membership: Membership) -> Decision:
    return _may_act(viewer, membership, "member.mute")


def can_ban_member(viewer: Viewer, membership: Membership) -> Decision:
    """Also of someone who is outside already: then it keeps them there."""
    return _may_act(viewer, membership, "member.ban")


def can_lift_space_ban(viewer: Viewer, membership: Membership) -> Decision:
    return _may_act(viewer, membership, "member.ban")


def can_restore_member(viewer: Viewer, membership: Membership) -> Decision:
    allowed = _may_act(viewer, membership, "member.remove")
    if allowed and membership.state not in (State.REMOVED, State.ACTIVE):
        return deny(_("Only someone who was removed can be brought back this way."), "not_removed")
    return allowed


def _may_act(viewer: Any, membership: Membership, capability: str) -> Decision:
    seen = can_see_space(viewer, membership.space)
    if not seen:
        return seen
    if not viewer.can(capability, membership.space):
        return deny(_("Only the team of this space can do that."))
    if viewer.actor_id == membership.member_id:
        return deny(_("You cannot do that to yourself."), "own_membership")
    if membership.member.role:
        return TEAM_FIRST
    return _outranked(viewer, membership)


def _outranked(viewer: Any, membership: Membership) -> Decision:
    """A moderator never acts against an admin: who may remove others answers only to those who may, too."""
    leads = membership.is_active and viewer.powers.holds(membership.role, "member.remove")
    if leads and not viewer.can("member.remove", membership.space):
        return deny(_("Only admins of this space can do that to another admin."), "outranked")
    return ALLOW


def can_see_sanctions(viewer: Viewer, space: Space) -> Decision:
    """Who was removed, banned or muted here, and why."""
    readable = can_read_space(viewer, space)
    if not readable:
        return readable
    powers = ("member.remove", "member.ban", "member.mute")
    if any(viewer.can(one, space) for one in powers):
        return ALLOW
    return deny(_("Only the team of this space can see this."))


def can_see_brand_bans(viewer: Viewer) -> Decision:
    if viewer.can("member.ban_brand"):
        return ALLOW
    return deny(_("Only the brand's owner and managers can ban people from the brand."))


def can_ban_person(viewer: Viewer, person: BrandMember) -> Decision:
    if viewer.member is None:
        return HIDE
    allowed = can_see_brand_bans(viewer)
    if not allowed:
        return allowed
    if viewer.actor_id == person.pk:
        return deny(_("You cannot do that to yourself."), "own_record")
    return TEAM_FIRST if person.role else ALLOW


def can_lift_brand_ban(viewer: Viewer, person: BrandMember) -> Decision:
    return can_ban_person(viewer, person)
