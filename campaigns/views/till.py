"""The till: one field, one answer that staff can read aloud."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from brands.links import brand_url
from campaigns import actions, rules
from campaigns.forms import RedeemForm
from campaigns.models import Redemption
from campaigns.queries import redeemed_by
from core import forms
from core.decisions import ensure
from core.errors import Conflict, Invalid

FIELDS = ("code", "place", "order_amount", "currency")
REMEMBERED = "till_place"


@require_http_methods(["GET", "HEAD", "POST"])
def redeem(request: HttpRequest) -> HttpResponse:
    """Staff stand at one place all day: it is remembered for the next code."""
    ensure(rules.can_open_till(request.viewer))
    form = RedeemForm(request.POST or None, initial={"place": request.session.get(REMEMBERED, "")})
    refused = None
    if request.method == "POST" and form.is_valid():
        request.session[REMEMBERED] = form.cleaned_data["place"]
        try:
            done = _attempt(request, form)
        except Conflict as error:
            refused = error
        else:
            if done is not None:
                return redirect(f"{brand_url('campaigns:redeem')}?done={done.claim.public_id}")
    done = redeemed_by(request.viewer, request.GET.get("done", "")) if request.method == "GET" else None
    status = refused.status if refused else 422 if form.errors else 200
    context = {"form": form, "refused": refused, "done": done}
    return render(request, "campaigns/redeem.html", context, status=status)


def _attempt(request: HttpRequest, form: RedeemForm) -> Redemption | None:
    try:
        return actions.redeem_claim(request.viewer, **{name: form.cleaned_data[name] for name in FIELDS})
    except Invalid as error:
        error.fields = {"amount" if name == "order_amount" else name: text for name, text in error.fields.items()}
        forms.show(form, error)
        return None
