"""The desk of communities that members ask for: what waits, the words of one, and the decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brands.links import brand_url
from communities.actions import approve_proposal, decline_proposal
from communities.forms import DeclineProposalForm
from communities.models import Proposal, ProposalState
from communities.queries import get_proposal, proposals_for
from communities.rules import can_decide_proposal, can_open_proposals
from core.decisions import ensure
from core.errors import Conflict
from core.forms import attempt
from core.paging import next_url, page_of
from spaces.links import home_url


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    ensure(can_open_proposals(request.viewer))
    asked = request.GET.get("state", ProposalState.WAITING)
    state = asked if asked in ProposalState.values else ProposalState.WAITING
    page, mark = page_of(proposals_for(request.viewer, state=state), request.GET.get("after", ""))
    states = [{"value": one.value, "label": one.label, "current": one == state} for one in ProposalState]
    context = {"proposals": page, "states": states, "state": state, "next_url": next_url(request.GET, mark)}
    return render(request, "communities/proposals.html", context)


@require_safe
def proposal(request: HttpRequest, proposal: str) -> HttpResponse:
    return _page(request, _found(request, proposal), DeclineProposalForm())


@require_POST
def approve(request: HttpRequest, proposal: str) -> HttpResponse:
    found = _found(request, proposal)
    try:
        opened = approve_proposal(request.viewer, found)
    except Conflict as error:
        messages.warning(request, str(error))
        return redirect(brand_url("communities:proposal", proposal=found.public_id))
    names = {"name": opened.name, "person": opened.member.display_name}
    messages.success(request, _("%(name)s is open. %(person)s is its first admin.") % names)
    return redirect(brand_url("communities:proposals"))


@require_POST
def decline(request: HttpRequest, proposal: str) -> HttpResponse:
    found, form = _found(request, proposal), DeclineProposalForm(request.POST)
    try:
        declined = attempt(form, lambda **given: decline_proposal(request.viewer, found, **given))
    except Conflict as error:
        messages.warning(request, str(error))
        return redirect(brand_url("communities:proposal", proposal=found.public_id))
    if declined is None:
        return _page(request, found, form)
    messages.success(request, _("Declined. %(name)s reads your reason.") % {"name": declined.member.display_name})
    return redirect(brand_url("communities:proposals"))


def _found(request: HttpRequest, public_id: str) -> Proposal:
    found = get_proposal(request.viewer, public_id)
    ensure(can_open_proposals(request.viewer))
    return found


def _page(request: HttpRequest, found: Proposal, form: DeclineProposalForm) -> HttpResponse:
    context = {
        "proposal": found,
        "rule_lines": [line.strip() for line in found.rules.splitlines() if line.strip()],
        "may_decide": found.is_waiting and bool(can_decide_proposal(request.viewer, found)),
        "space_url": home_url(found.space) if found.space else "",
        "form": form,
    }
    return render(request, "communities/proposal.html", context, status=422 if form.errors else 200)
