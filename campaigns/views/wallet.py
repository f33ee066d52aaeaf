"""One's coupons: the wallet, a card to show at the till, its QR code, and claiming."""

import io

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brands.links import brand_url
from campaigns import actions, rules
from campaigns.queries import get_claim, get_coupon, wallet_of
from core.decisions import ensure
from core.errors import Conflict


@require_safe
def wallet(request: HttpRequest) -> HttpResponse:
    held = wallet_of(request.viewer)
    first = held.usable[0] if held.usable else None
    context = {"wallet": held, "first": first, "others": held.usable[1:], "section": "wallet"}
    return render(request, "campaigns/wallet.html", context)


@require_safe
def claim_card(request: HttpRequest, claim: str) -> HttpResponse:
    found = get_claim(request.viewer, claim)
    ensure(rules.can_show_code(request.viewer, found))
    return render(request, "campaigns/claim.html", {"claim": found, "section": "wallet"})


@require_safe
def qr(request: HttpRequest, claim: str) -> HttpResponse:
    """The code as a picture, black on white whatever the theme: scanners need the contrast and the quiet margin."""
    found = get_claim(request.viewer, claim)
    ensure(rules.can_show_code(request.viewer, found))
    picture = io.BytesIO()
    segno.make(found.shown_code, error="m", micro=False).save(picture, kind="svg", border=3, light="#fff", scale=8)
    headers = {"Cache-Control": "private, max-age=3600"}
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml", headers=headers)


@require_POST
def claim(request: HttpRequest, coupon: str) -> HttpResponse:
    """Sold out is no error page: the wallet says it, beside what else there is."""
    found = get_coupon(request.viewer, coupon)
    try:
        made = actions.claim_coupon(request.viewer, found)
    except Conflict as error:
        messages.warning(request, f"{found.title}: {error}")
        return redirect(brand_url("campaigns:wallet"))
    if made.is_new:
        messages.success(request, _("It is yours. Show this code at the till."))
    return redirect(brand_url("campaigns:claim", claim=made.public_id))
