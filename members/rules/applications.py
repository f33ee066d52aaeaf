"""Applying to a closed space, and deciding on applications."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, HIDE, Decision, deny
from core.viewing import Viewer
from members.models import Application
from members.rules.memberships import entrance, must_apply, must_wait
from spaces.models import JoinPolicy, Space
from spaces.rules import can_manage_space, can_see_space


def can_apply(viewer: Any, space: Space) -> Decision:
    entry = entrance(viewer, space)
    if not entry:
        return entry
    if viewer.belongs_to(space):
        return deny(_("You are already a member."), "already_member")
    standing = viewer.membership_in(space)
    if standing is not None and not (waits := must_wait(standing, space)):
        return waits
    if space.join_policy == JoinPolicy.APPLY:
        return ALLOW
    if space.join_policy == JoinPolicy.OPEN and standing is not None and not must_apply(standing, space):
        return ALLOW  # the only way back that is left
    return deny(_("This space does not take applications."), "no_applications")


def can_open_desk(viewer: Any) -> Decision:
    """The desk shows each admin their own groups; a manager, all."""
    if viewer.can("member.admit") or viewer.spaces_where("member.admit"):
        return ALLOW
    return deny(_("Only admins of a group decide on applications."))


def can_see_application(viewer: Viewer, application: Application) -> Decision:
    """One row of `ApplicationQuerySet.visible_to`. One's own goes out of sight with its group."""
    own = viewer.actor_id is not None and viewer.actor_id == application.member_id
    if own and can_see_space(viewer, application.space):
        return ALLOW
    return ALLOW if viewer.can("member.admit", application.space) else HIDE


def can_decide_application(viewer: Viewer, application: Application) -> Decision:
    seen = can_see_application(viewer, application)
    if not seen:
        return seen
    if not viewer.can("member.admit", application.space):
        return deny(_("Only admins of this group decide on applications."))
    if viewer.actor_id == application.member_id:
        return deny(_("Someone else has to decide on your application."), "own_application")
    return ALLOW


def can_undo_decision(viewer: Viewer, application: Application) -> Decision:
    """How long, and what stands in the way, is for the action: it changes by the second."""
    decides = can_decide_application(viewer, application)
    if not decides or (application.decided_by_id is not None and application.decided_by_id == viewer.actor_id):
        return decides
    return deny(_("Only whoever decided can undo it."), "not_decider")


def can_answer_question(viewer: Viewer, application: Application) -> Decision:
    """Asked back, only the applicant answers."""
    seen = can_see_application(viewer, application)
    if not seen or viewer.actor_id == application.member_id:
        return seen
    return deny(_("Only the applicant can answer."))


def can_set_admission(viewer: Any, space: Space) -> Decision:
    """Rules decide in the place of people, so whoever writes them holds both powers."""
    managed = can_manage_space(viewer, space)
    if not managed or viewer.can("member.admit", space):
        return managed
    return deny(_("Only admins of this group set who is let in."))


def can_try_rules(viewer: Any, space: Space, knows_all_asked: bool) -> Decision:
    """Whoever may know all that the rules ask about: otherwise a trial would tell who belongs where."""
    setting = can_set_admission(viewer, space)
    if not setting or knows_all_asked:
        return setting
    return deny(_("The rules ask about people what you cannot see, so only someone who can may try them."))


def can_withdraw_application(viewer: Viewer, application: Application) -> Decision:
    seen = can_see_application(viewer, application)
    if not seen or viewer.actor_id == application.member_id:
        return seen
    return deny(_("Only the applicant can withdraw."))
