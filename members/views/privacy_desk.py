"""For owners and managers: which requests wait until when, and what members are asked to consent to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from brands.links import brand_url
from core.decisions import ensure
from core.errors import NotVisible
from core.forms import attempt
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from members.actions import set_consent_text
from members.forms import ConsentTextForm
from members.purposes import catalogue
from members.queries.consents import current_texts
from members.queries.data_requests import open_request_count, requests_of_brand
from members.rules import can_oversee_requests, can_set_consent_texts


@require_safe
def privacy_desk(request: HttpRequest) -> HttpResponse:
    """That a request is there, how far it is and until when it has to be answered; never what is in it."""
    ensure(can_oversee_requests(request.viewer))
    found, mark = page_of(requests_of_brand(), request.GET.get("after", ""))
    texts = current_texts()
    context = {
        "requests": found,
        "next_url": next_url(request.GET, mark),
        "waiting": open_request_count(),
        "purposes": [{"purpose": one, "text": texts.get(name)} for name, one in catalogue.items()],
    }
    template = "members/_privacy_requests.html" if wants_fragment(request) else "members/privacy_desk.html"
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
def consent_text(request: HttpRequest, purpose: str) -> HttpResponse:
    ensure(can_set_consent_texts(request.viewer))
    if purpose not in catalogue:
        raise NotVisible
    now = current_texts().get(purpose)
    form = ConsentTextForm(request.POST or None, initial={"body": now.body if now else ""})
    if request.method == "POST":
        done = attempt(form, lambda body: (set_consent_text(request.viewer, purpose, body),))
        if done is not None:
            messages.success(request, _("Saved. Members are asked in these words from now on."))
            return redirect(brand_url("members:privacy_desk"))
    context = {"form": form, "purpose": catalogue[purpose], "text": now}
    return render(request, "members/consent_text.html", context, status=422 if form.errors else 200)
