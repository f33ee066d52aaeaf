"""Using a code at the till: once, by staff, and without a way to guess one."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity.actions import record
from campaigns import codes, rules, verbs
from campaigns.models import Claim, Coupon, Redemption, WrongCode
from campaigns.money import CURRENCIES, MOST_MINOR_UNITS
from core import clock, dates, locks, text
from core.decisions import ensure
from core.errors import Conflict, Invalid, PlazaError
from members.actions import hold_standing
from members.models import BrandMember

MOST_WRONG = 10
WRONG_WITHIN = dt.timedelta(minutes=10)


def redeem_claim(
    viewer: Any, code: str, *, place: str = "", order_amount: int | None = None, currency: str = ""
) -> Redemption:
    """
    Use the claim with this code. `order_amount` is in minor units of `currency` (ISO 4217).

    Raises Invalid `unknown_code` for a code that does not exist and for one that is not the viewer's to redeem,
    Conflict `already_redeemed` (fields redeemed_at, place), `coupon_expired`, `too_many_attempts`.
    """
    ensure(rules.can_open_till(viewer))
    place = text.clean(place, field="place", longest=60)
    order_amount, currency = _checked_amount(order_amount, currency)
    outcome = _try(viewer, codes.read(code), place=place, order_amount=order_amount, currency=currency)
    if isinstance(outcome, PlazaError):  # raised out here, so that the wrong code stays on record
        raise outcome
    return outcome


@transaction.atomic
def _try(viewer: Any, code: str, **columns: Any) -> Redemption | PlazaError:
    """The till's own row is held meanwhile: a hundred guesses at once are still counted one by one."""
    locks.for_update(BrandMember.objects.filter(pk=viewer.actor_id), no_key=True).values_list("pk").first()
    now = clock.now()
    wrong = WrongCode.objects.filter(member_id=viewer.actor_id, tried_at__gt=now - WRONG_WITHIN)
    if wrong.count() >= MOST_WRONG:
        return Conflict(_("Too many codes were wrong. Wait ten minutes and try again."), code="too_many_attempts")
    claim = Claim.objects.filter(code=code).select_related("coupon__space", "member", "redemption").first()
    if claim is None or not rules.can_redeem_claim(viewer, claim):
        note_wrong_code(viewer)
        return Invalid.field("code", _("No coupon has this code."), "unknown_code")
    hold_standing(viewer, claim.coupon.space)
    return _use(viewer, claim, now, columns)


def note_wrong_code(viewer: Any) -> None:
    WrongCode.objects.create(brand_id=viewer.member.brand_id, member=viewer.member)


def _use(viewer: Any, claim: Claim, now: dt.datetime, columns: dict[str, Any]) -> Redemption | PlazaError:
    if claim.is_used:
        return _already(claim.redemption)
    if claim.coupon.ends_at <= now:
        return Conflict(
            _("This coupon expired on %(day)s.") % {"day": dates.day(claim.coupon.ends_at)}, code="coupon_expired"
        )
    used = {"brand_id": claim.brand_id, "redeemed_by": viewer.member, "redeemed_at": now}
    try:
        with transaction.atomic():
            redemption = Redemption.objects.create(claim=claim, **used, **columns)
    except IntegrityError:  # two tills at once: the row that is there won
        return _already(Redemption.objects.get(claim=claim))
    Coupon.objects.filter(pk=claim.coupon_id).update(redeemed_count=F("redeemed_count") + 1)
    detail = {"coupon_id": claim.coupon_id}
    if redemption.order_amount is not None:
        detail |= {"amount_cents": redemption.order_amount, "currency": redemption.currency}
    record(verbs.COUPON_REDEEMED, viewer=viewer, target=claim, space=claim.coupon.space, **detail)
    return redemption


def _already(redemption: Redemption) -> Conflict:
    """Only those who may redeem it come this far, so they may know when and where."""
    where = {"when": dates.moment(redemption.redeemed_at), "place": redemption.place}
    told = _("Already used %(when)s at %(place)s.") if redemption.place else _("Already used %(when)s.")
    fields = {"redeemed_at": redemption.redeemed_at.isoformat(), "place": redemption.place}
    return Conflict(told % where, code="already_redeemed", fields=fields)


def _checked_amount(amount: int | None, currency: str) -> tuple[int | None, str]:
    if amount is None:
        return None, ""
    if currency not in CURRENCIES:
        raise Invalid.field("currency", _("Choose one of the options."), "bad_choice")
    if not 0 <= amount <= MOST_MINOR_UNITS:
        raise Invalid.field("order_amount", _("This amount cannot be right."), "bad_amount")
    return amount, currency
