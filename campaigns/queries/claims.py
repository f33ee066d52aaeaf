"""Claims of a person and of a coupon."""

from typing import Any

from django.db.models import QuerySet

from campaigns.models import Claim, Coupon, Redemption
from core.errors import NotVisible
from spaces.rules import can_see_space


def _whole(claims: QuerySet) -> QuerySet[Claim]:
    return claims.select_related("coupon__space", "member", "redemption__redeemed_by")


def own_claims(viewer: Any) -> QuerySet[Claim]:
    return _whole(Claim.objects.filter(member_id=viewer.actor_id or 0)).order_by("-id")


def claims_of_coupon(coupon: Coupon) -> QuerySet[Claim]:
    """The newest first. The caller asked `can_manage_coupon`."""
    return _whole(Claim.objects.filter(coupon=coupon)).order_by("-id")


def redeemed_by(viewer: Any, public_id: str) -> Redemption | None:
    """What this person has just redeemed at their till."""
    mine = Redemption.objects.filter(redeemed_by_id=viewer.actor_id or 0, claim__public_id=public_id)
    return mine.select_related("claim__coupon__space", "claim__member").first()


def get_claim(viewer: Any, public_id: str) -> Claim:
    """The claim with this public id, or NotVisible."""
    claim = _whole(Claim.objects.visible_to(viewer).filter(public_id=public_id)).first()
    if claim is None:
        raise NotVisible
    if claim.member_id != viewer.actor_id:
        viewer.looks_into(claim.coupon.space)
    return veiled(viewer, claim)


def veiled(viewer: Any, claim: Claim) -> Claim:
    """What was claimed stays good, also for who has left; of which secret group it was is not said any more."""
    if claim.coupon.space is not None and not can_see_space(viewer, claim.coupon.space):
        claim.coupon.space = None
    return claim
