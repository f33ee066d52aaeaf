"""One person's wallet: what they can use, what they used, what ran out, and what they could still claim."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from campaigns.models import Claim, Coupon
from campaigns.queries.claims import own_claims, veiled

SHOWN = 50


@dataclass(frozen=True)
class Wallet:
    usable: list[Claim]
    used: list[Claim]
    expired: list[Claim]
    on_offer: list[Coupon]


def wallet_of(viewer: Any) -> Wallet:
    """Two queries, whatever it holds. What runs out first stands first."""
    claims = [veiled(viewer, one) for one in own_claims(viewer)[: 4 * SHOWN]]
    usable = sorted(
        (one for one in claims if not one.is_used and not one.is_expired), key=lambda one: one.coupon.ends_at
    )
    used = sorted((one for one in claims if one.is_used), key=lambda one: one.redemption.redeemed_at, reverse=True)
    expired = [one for one in claims if one.is_expired]
    return Wallet(usable, used[:SHOWN], expired[:SHOWN], list(_on_offer(viewer)))


def _on_offer(viewer: Any) -> Any:
    """Open to this person, not sold out, not theirs yet."""
    mine = Claim.objects.filter(coupon=OuterRef("pk"), member_id=viewer.actor_id)
    left = (
        Coupon.objects.addressed_to(viewer).on_offer().filter(~Exists(mine), Q(space=None) | Q(space__archived_at=None))
    )
    return left.with_pieces_left().select_related("space").order_by("ends_at", "id")[:SHOWN]
