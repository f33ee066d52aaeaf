"""The one place for what reaches the reader: kinds and channels, consents, and personal targeting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brands.links import brand_url
from core.decisions import ensure
from delivery.actions import set_preferences
from delivery.models import Channel
from delivery.queries import switch_rows, switches
from members.actions import answer_consents, set_personal_targeting
from members.models.consent import ConsentSource
from members.queries.consents import asked_of
from members.rules import can_request_data
from members.views.privacy import tabs


@require_http_methods(["GET", "HEAD", "POST"])
def privacy_choices(request: HttpRequest) -> HttpResponse:
    """A switch that is off is absent from the form: so everything the form had is set."""
    viewer = request.viewer
    ensure(can_request_data(viewer))
    offered, asked = switches(viewer), asked_of(viewer.member)
    if request.method == "POST":
        ticked = set(request.POST.getlist("on"))
        changed = {(one.kind, one.channel): one.name in ticked for one in offered if one.is_on != (one.name in ticked)}
        set_preferences(viewer, changed)
        if viewer.member is not None:
            given = set(request.POST.getlist("consent"))
            answers = {one.purpose.name: one.purpose.name in given for one in asked}
            answer_consents(viewer, answers)
            set_personal_targeting(viewer, allowed="targeting" in request.POST)
        messages.success(request, _("Saved. It counts at once, also for what is on its way."))
        return redirect(request.path)
    context = {
        "tabs": tabs("privacy_choices", request.viewer),
        "rows": switch_rows(offered),
        "channels": list(Channel),
        "asked": asked,
        "member": viewer.member,
    }
    return render(request, "members/privacy_choices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """What the brand asks of whoever has just arrived. Each question takes a yes or a no; neither shuts a door."""
    viewer = request.viewer
    ensure(can_request_data(viewer))
    onward = _onward(request)
    asked = [one for one in asked_of(viewer.member) if one.is_unanswered]
    if not asked:
        return redirect(onward)
    missing: list[str] = []
    if request.method == "POST":
        words = {one.purpose.name: request.POST.get(one.purpose.name, "") for one in asked}
        missing = [name for name, word in words.items() if word not in ("yes", "no")]
        if not missing:
            answers = {name: word == "yes" for name, word in words.items()}
            answer_consents(viewer, answers, source=ConsentSource.ASKED)
            return redirect(onward)
    context = {"asked": asked, "missing": missing, "onward": onward, "given": request.POST}
    return render(request, "members/consent.html", context, status=422 if missing else 200)


def _onward(request: HttpRequest) -> str:
    to = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(to, allowed_hosts=None) and to.startswith("/")
    return to if safe else brand_url("home:brand")
