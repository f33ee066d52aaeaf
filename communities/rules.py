"""Who may start a community of their own, and who decides on it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from brands.models import MemberCommunities
from communities.models import Proposal
from core import clock, tenancy
from core.decisions import ALLOW, HIDE, Decision, deny
from core.viewing import Viewer
from members.rules.memberships import SIGN_IN


def can_start_community(viewer: Any) -> Decision:
    """A member in good standing, where the brand lets members do so."""
    if not viewer.is_authenticated:
        return SIGN_IN
    if viewer.member is None:
        return deny(_("Only members of this brand can start a community."), "membership_required")
    if viewer.can("space.create"):
        return deny(_("You open communities at the desk, without asking."), "opens_directly")
    brand: Any = tenancy.active()
    if brand.member_communities == MemberCommunities.OFF:
        return deny(_("Members do not start communities here."), "switched_off")
    if any(one.muted_until and one.muted_until > clock.now() for one in viewer.standings.values()):
        return deny(_("You are muted in a space, so you cannot start one now."), "muted")
    if not viewer.user.emailaddress_set.filter(verified=True).exists():
        return deny(_("Confirm your e-mail address first."), "unverified")
    return ALLOW


def can_open_proposals(viewer: Viewer) -> Decision:
    """The desk: whoever opens spaces decides which others open."""
    if viewer.can("space.create"):
        return ALLOW
    return deny(_("Only people who open spaces decide on communities of members."))


def can_see_proposal(viewer: Viewer, proposal: Proposal) -> Decision:
    """One row of `ProposalQuerySet.visible_to`."""
    own = viewer.actor_id is not None and viewer.actor_id == proposal.member_id
    return ALLOW if own or viewer.can("space.create") else HIDE


def can_decide_proposal(viewer: Viewer, proposal: Proposal) -> Decision:
    seen = can_see_proposal(viewer, proposal)
    if not seen:
        return seen
    if not viewer.can("space.create"):
        return can_open_proposals(viewer)
    if viewer.actor_id == proposal.member_id:
        return deny(_("Someone else has to decide on your own community."), "own_proposal")
    return ALLOW


def can_withdraw_proposal(viewer: Viewer, proposal: Proposal) -> Decision:
    seen = can_see_proposal(viewer, proposal)
    if not seen or viewer.actor_id == proposal.member_id:
        return seen
    return deny(_("Only whoever asked can withdraw."))
