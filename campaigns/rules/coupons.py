"""Issuing, claiming and redeeming coupons."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.models import Claim, Coupon
from campaigns.rules.audience import governs, is_addressed, may_act_in, may_anywhere
from core.decisions import ALLOW, HIDE, Decision, deny
from spaces.models import Space


def can_open_coupon_desk(viewer: Any) -> Decision:
    """For whoever issues to the whole brand, or to at least one space."""
    return may_anywhere(
        viewer, "coupon.issue", _("Only the brand's managers and admins of a space can open this page.")
    )


def can_issue_coupon(viewer: Any, space: Space | None) -> Decision:
    """None asks about the whole brand."""
    return may_act_in(
        viewer, "coupon.issue", space, _("Only admins of this space and the brand's managers can issue coupons.")
    )


def can_see_coupon(viewer: Any, coupon: Coupon) -> Decision:
    """One row of `CouponQuerySet.visible_to`."""
    return ALLOW if is_addressed(viewer, coupon) or governs(viewer, "coupon.issue", coupon.space) else HIDE


def can_manage_coupon(viewer: Any, coupon: Coupon) -> Decision:
    """Pausing and ending it, and seeing who has it. Also in an archived space: giving away must always be stoppable."""
    seen = can_see_coupon(viewer, coupon)
    if not seen or governs(viewer, "coupon.issue", coupon.space):
        return seen
    return deny(_("Only admins of this space and the brand's managers see this."))


def can_claim_coupon(viewer: Any, coupon: Coupon) -> Decision:
    seen = can_see_coupon(viewer, coupon)
    if not seen:
        return seen
    if not is_addressed(viewer, coupon):
        return deny(_("Only members of this space can claim it."), "membership_required")
    if coupon.space is not None and coupon.space.is_archived:
        return deny(_("This space is archived."), "archived")
    return ALLOW


def can_see_claim(viewer: Any, claim: Claim) -> Decision:
    """One row of `ClaimQuerySet.visible_to`."""
    own = viewer.actor_id is not None and viewer.actor_id == claim.member_id
    return ALLOW if own or governs(viewer, "coupon.issue", claim.coupon.space) else HIDE


def can_show_code(viewer: Any, claim: Claim) -> Decision:
    """The code and its QR: whoever claimed it, and nobody else, however powerful."""
    seen = can_see_claim(viewer, claim)
    if not seen or viewer.actor_id == claim.member_id:
        return seen
    return deny(_("Only the person who claimed it can show the code."))


def can_open_till(viewer: Any) -> Decision:
    """May the viewer type codes at all? Whether a code is theirs to redeem is asked per claim."""
    return may_anywhere(viewer, "coupon.redeem", _("Only staff can redeem coupons."))


def can_redeem_claim(viewer: Any, claim: Claim) -> Decision:
    """HIDE and never deny: at the till a code of another group looks like no code at all."""
    return ALLOW if viewer.can("coupon.redeem", claim.coupon.space) else HIDE
