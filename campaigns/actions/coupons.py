"""Issuing coupons, and stopping them."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from campaigns import rules, verbs
from campaigns.models import Coupon, CouponState
from campaigns.models.coupon import MOST_PIECES
from core import clock, tenancy, text
from core.decisions import ensure
from core.errors import Conflict, Invalid
from members.actions import hold_standing
from spaces.models import Space

FARTHEST = dt.timedelta(days=5 * 366)
USUAL_LIFE = dt.timedelta(days=30)


@transaction.atomic
def issue_coupon(
    viewer: Any,
    space: Space | None = None,
    *,
    title: str,
    quantity: int,
    terms: str = "",
    places: str = "",
    starts_at: dt.datetime | None = None,
    ends_at: dt.datetime | None = None,
) -> Coupon:
    """
    Give away `quantity` pieces to a space's members, or to the whole brand when `space` is None; one per person.

    It starts now and lasts 30 days unless said otherwise. `ends_at` is the last moment to claim and to use it.
    """
    ensure(rules.can_issue_coupon(viewer, space))
    hold_standing(viewer, space)
    starts_at = starts_at or clock.now()
    coupon = Coupon.objects.create(
        brand_id=tenancy.active().pk,
        space=space,
        author=viewer.member,
        title=text.clean(title, field="title", longest=40, shortest=1),
        terms=text.clean(terms, field="terms", longest=500, lines=True),
        places=text.clean(places, field="places", longest=120),
        quantity=_checked_quantity(quantity),
        starts_at=starts_at,
        ends_at=_checked_end(starts_at, ends_at or starts_at + USUAL_LIFE),
    )
    record(verbs.COUPON_ISSUED, viewer=viewer, target=coupon, space=space, quantity=coupon.quantity)
    return coupon


def _checked_quantity(quantity: int) -> int:
    if quantity < 1:
        raise Invalid.field("quantity", _("Use a number above zero."), "too_small")
    if quantity > MOST_PIECES:
        message = _("Use at most %(count)s.") % {"count": f"{MOST_PIECES:,}"}
        raise Invalid.field("quantity", message, "too_large")
    return quantity


def _checked_end(starts_at: dt.datetime, ends_at: dt.datetime) -> dt.datetime:
    if ends_at <= starts_at:
        raise Invalid.field("ends_at", _("It has to end after it starts."), "ends_too_early")
    if ends_at <= clock.now():
        raise Invalid.field("ends_at", _("This time has already passed. Choose a later one."), "in_the_past")
    if ends_at > clock.now() + FARTHEST:
        raise Invalid.field("ends_at", _("Choose a time within the next five years."), "too_far")
    return ends_at


def pause_coupon(viewer: Any, coupon: Coupon) -> Coupon:
    """Nobody can claim it for now. What was claimed stays good."""
    return _turn(viewer, coupon, CouponState.PAUSED, (CouponState.OPEN,))


def reopen_coupon(viewer: Any, coupon: Coupon) -> Coupon:
    return _turn(viewer, coupon, CouponState.OPEN, (CouponState.PAUSED,))


def end_coupon(viewer: Any, coupon: Coupon) -> Coupon:
    """No more claims, for good. What was claimed can be used until its last day."""
    return _turn(viewer, coupon, CouponState.ENDED, (CouponState.OPEN, CouponState.PAUSED))


@transaction.atomic
def _turn(viewer: Any, coupon: Coupon, state: CouponState, states: tuple[CouponState, ...]) -> Coupon:
    """To the state where it already is: nothing happens. Out of the end: Conflict."""
    ensure(rules.can_manage_coupon(viewer, coupon))
    hold_standing(viewer, coupon.space)
    if Coupon.objects.filter(pk=coupon.pk, state__in=states).update(state=state):
        record(verbs.COUPON_CHANGED, viewer=viewer, target=coupon, space=coupon.space, state=str(state))
    now = Coupon.objects.select_related("space", "author").get(pk=coupon.pk)
    if now.state != state:
        raise Conflict(_("This coupon has ended for good."), code="coupon_ended")
    return now
