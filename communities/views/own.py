"""A member's own communities: asking for one, what became of it, taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brands.links import brand_url
from brands.models import MemberCommunities
from communities.actions import propose_community, withdraw_proposal
from communities.forms import ProposalForm
from communities.models import Proposal, ProposalState
from communities.queries import get_proposal, own_proposals
from communities.rules import can_start_community
from core.decisions import ensure
from core.errors import Conflict
from core.forms import attempt
from spaces.links import home_url


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Whoever asked before sees what became of it, also after the brand has switched this off."""
    viewer = request.viewer
    may_start, mine = can_start_community(viewer), list(own_proposals(viewer))
    if request.method == "POST" or not mine:
        ensure(may_start)
    form = ProposalForm(request.POST or None)
    if request.method == "POST":
        try:
            made = attempt(form, lambda **words: propose_community(viewer, **words))
        except Conflict as error:
            form.add_error(None, str(error))
        else:
            if made is not None:
                return _after(request, made)
    context = {
        "section": "communities",
        "form": form if may_start else None,
        "refusal": "" if may_start else may_start.reason,
        "rows": [{"proposal": one, "url": home_url(one.space) if one.space else ""} for one in mine],
        "opens_at_once": request.brand.member_communities == MemberCommunities.FREE,
        "is_waiting": any(one.is_waiting for one in mine),
    }
    return render(request, "communities/own.html", context, status=422 if form.errors else 200)


def _after(request: HttpRequest, made: Proposal) -> HttpResponse:
    if made.state == ProposalState.OPENED and made.space is not None:
        messages.success(request, _("%(name)s is open.") % {"name": made.name})
        return redirect(brand_url("spaces:settings", space=made.space.public_id))
    messages.success(request, _("Sent. A notice tells you what becomes of it."))
    return redirect(brand_url("communities:own"))


@require_POST
def withdraw(request: HttpRequest, proposal: str) -> HttpResponse:
    try:
        withdraw_proposal(request.viewer, get_proposal(request.viewer, proposal))
        messages.success(request, _("Withdrawn."))
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect(brand_url("communities:own"))
