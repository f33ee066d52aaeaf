"""Claiming a coupon: exactly as many as there are, one per person."""

from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from activity.actions import record
from campaigns import rules, verbs
from campaigns.models import Claim, Coupon, CouponState
from core import clock
from core.decisions import ensure
from core.errors import Conflict
from members.actions import hold_standing


@transaction.atomic
def claim_coupon(viewer: Any, coupon: Coupon) -> Claim:
    """
    The viewer's claim, made when there is none yet (then `is_new`). A repeated one returns the same code.

    Raises Conflict: sold_out, coupon_ended, coupon_paused, not_started.
    """
    ensure(rules.can_claim_coupon(viewer, coupon))
    hold_standing(viewer, coupon.space)
    if (mine := _own(viewer, coupon)) is not None:
        return mine
    try:
        with transaction.atomic():  # a person's second claim takes its piece back with it
            claim = _take_one(viewer, coupon)
    except IntegrityError:
        claim = _own(viewer, coupon)
        if claim is None:
            raise
        return claim
    if claim is None:
        if (mine := _own(viewer, coupon)) is not None:  # the last piece went to the same person a moment ago
            return mine
        raise _refusal(coupon)
    record(verbs.COUPON_CLAIMED, viewer=viewer, target=claim, space=coupon.space, coupon_id=coupon.pk)
    claim.is_new = True
    return claim


def _own(viewer: Any, coupon: Coupon) -> Claim | None:
    return Claim.objects.filter(coupon=coupon, member_id=viewer.actor_id).select_related("coupon__space").first()


# Counting and taking are one statement: between a look and a write a rival would slip in. The clock is the server's.
_TAKE = """
    UPDATE campaigns_coupon SET claimed_count = claimed_count + 1
    WHERE id = %s AND brand_id = %s AND claimed_count < quantity AND state = %s AND starts_at <= %s AND ends_at > %s
    RETURNING claimed_count
"""


def _take_one(viewer: Any, coupon: Coupon) -> Claim | None:
    """The next ordinal and a claim with it, or None when there is nothing to take."""
    now = connection.ops.adapt_datetimefield_value(clock.now())
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [coupon.pk, coupon.brand_id, CouponState.OPEN.value, now, now])
        row = cursor.fetchone()
    if row is None:
        return None
    return Claim.objects.create(brand_id=coupon.brand_id, coupon=coupon, member=viewer.member, ordinal=row[0])


def _refusal(coupon: Coupon) -> Conflict:
    """Why nothing was taken, as it is now."""
    coupon = Coupon.objects.get(pk=coupon.pk)
    if coupon.is_over:
        return Conflict(_("This coupon has ended."), code="coupon_ended")
    if coupon.state == CouponState.PAUSED:
        return Conflict(_("This coupon is paused for now."), code="coupon_paused")
    if not coupon.has_started:
        return Conflict(_("This coupon cannot be claimed yet."), code="not_started")
    return Conflict(_("Sold out: every piece has found someone."), code="sold_out")
