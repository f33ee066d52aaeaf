"""Coupons for the desk, the club page and the API."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from campaigns.models import Claim, Coupon, CouponState, Redemption
from campaigns.queries.audience import spaces_governed
from core import clock
from core.errors import NotVisible
from spaces.models import Space


def get_coupon(viewer: Any, public_id: str) -> Coupon:
    """The coupon with this public id, or NotVisible."""
    coupon = Coupon.objects.visible_to(viewer).select_related("space", "author").filter(public_id=public_id).first()
    if coupon is None:
        raise NotVisible
    viewer.looks_into(coupon.space)
    return coupon


def coupons_visible(viewer: Any) -> QuerySet[Coupon]:
    """Everything that the viewer may see, with their own claims."""
    return with_own_claim(viewer, Coupon.objects.visible_to(viewer))


def with_own_claim(viewer: Any, coupons: QuerySet) -> QuerySet[Coupon]:
    """`own_claim` (its public id or None) and `own_is_used` on every row, in the same query."""
    mine = Claim.objects.filter(coupon=OuterRef("pk"), member_id=viewer.actor_id)
    used = Redemption.objects.filter(claim__coupon=OuterRef("pk"), claim__member_id=viewer.actor_id)
    return coupons.annotate(own_claim=Subquery(mine.values("public_id")[:1]), own_is_used=Exists(used)).select_related(
        "space", "author"
    )


def coupons_for(viewer: Any, space: Space | None) -> QuerySet[Coupon]:
    """What is given to this space (or, with None, to the whole brand) and not over yet; the soonest to end first."""
    given = Coupon.objects.visible_to(viewer).filter(space=space, ends_at__gt=clock.now(), starts_at__lte=clock.now())
    return with_own_claim(viewer, given.exclude(state=CouponState.ENDED)).order_by("ends_at", "id")


def coupon_desk(viewer: Any) -> QuerySet[Coupon]:
    """Every coupon that the viewer may issue or end, the newest first."""
    return Coupon.objects.governed_by(viewer, "coupon.issue").select_related("space", "author").order_by("-id")


def spaces_to_issue_in(viewer: Any) -> QuerySet[Space]:
    return spaces_governed(viewer, "coupon.issue")


def coupons_by_fact(facts: Iterable[Any]) -> dict[int, Coupon]:
    """{fact.pk: coupon} for facts about coupons."""
    facts = list(facts)
    found = Coupon.objects.select_related("space").in_bulk([fact.target_id for fact in facts])
    return {fact.pk: found[fact.target_id] for fact in facts if fact.target_id in found}
