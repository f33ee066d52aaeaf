"""The desk's coupons: issuing, who has them, stopping."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brands.links import brand_url
from campaigns import actions, local_times, rules
from campaigns.forms import CouponForm
from campaigns.models import Coupon
from campaigns.queries import claims_of_coupon, coupon_desk, get_coupon, spaces_to_issue_in
from campaigns.views.audiences import Audiences
from core import clock, forms
from core.decisions import ensure
from core.errors import Conflict, Invalid, NotVisible
from core.paging import next_url, page_of
from spaces.models import Space

FIELDS = ("title", "terms", "places", "quantity", "starts_at", "ends_at")
SHOWN_AT = {"starts_at": "starts_on", "ends_at": "ends_on"}
TURNS = {"pause": actions.pause_coupon, "reopen": actions.reopen_coupon, "end": actions.end_coupon}
CLAIMS = 50


@require_safe
def coupons(request: HttpRequest) -> HttpResponse:
    ensure(rules.can_open_coupon_desk(request.viewer))
    page, mark = page_of(coupon_desk(request.viewer), request.GET.get("after", ""))
    request.viewer.looks_into(*(one.space for one in page))
    return render(request, "campaigns/coupons.html", {"coupons": page, "next_url": next_url(request.GET, mark)})


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest) -> HttpResponse:
    ensure(rules.can_open_coupon_desk(request.viewer))
    zone, now = request.brand.time_zone, clock.now()
    audiences = Audiences(request, "coupon.issue", spaces_to_issue_in(request.viewer))
    usual = {"audience": request.GET.get("space", ""), "ends_on": clock.local_date(now + actions.USUAL_LIFE, zone)}
    form = CouponForm(request.POST or None, audiences=audiences.choices, time_zone=zone, initial=usual)
    if request.method == "POST" and form.is_valid():
        made = _attempt(request, form, audiences.chosen(form.cleaned_data["audience"]))
        if made is not None:
            messages.success(request, _("Issued. Members can claim it."))
            return redirect(brand_url("campaigns:coupon_detail", coupon=made.public_id))
    context = {"form": form, "zone": local_times.label(zone, now)}
    return render(request, "campaigns/issue.html", context, status=422 if form.errors else 200)


def _attempt(request: HttpRequest, form: CouponForm, space: Space | None) -> Coupon | None:
    try:
        return actions.issue_coupon(request.viewer, space, **{name: form.cleaned_data[name] for name in FIELDS})
    except (Invalid, Conflict) as error:
        error.fields = {SHOWN_AT.get(name, name): text for name, text in error.fields.items()}
        forms.show(form, error)
        return None


@require_safe
def coupon(request: HttpRequest, coupon: str) -> HttpResponse:
    found = get_coupon(request.viewer, coupon)
    ensure(rules.can_manage_coupon(request.viewer, found))
    return render(
        request, "campaigns/coupon_detail.html", {"coupon": found, "claims": claims_of_coupon(found)[:CLAIMS]}
    )


@require_POST
def turn(request: HttpRequest, coupon: str, turn: str) -> HttpResponse:
    found = get_coupon(request.viewer, coupon)
    if turn not in TURNS:
        raise NotVisible
    try:
        TURNS[turn](request.viewer, found)
    except Conflict as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))
    return redirect(brand_url("campaigns:coupon_detail", coupon=found.public_id))
