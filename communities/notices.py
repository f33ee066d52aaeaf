"""Who is told about communities that members ask for."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brands.links import brand_url
from communities import verbs
from communities.models import Proposal, ProposalState
from communities.queries import proposals_by_id
from communities.rules import can_decide_proposal
from core.decisions import ALLOW, HIDE, Decision
from core.notices import Notice, Shown, declare, declare_kind
from members.queries import holders_of
from spaces.links import home_url


def _asker(fact: Any) -> list[int]:
    found = Proposal.objects.select_related("member").filter(pk=fact.target_id).first()
    return [found.member.account_id] if found and found.member.account_id else []


def _may_decide(viewer: Any, proposal: Proposal) -> Decision:
    return can_decide_proposal(viewer, proposal) if proposal.is_waiting else HIDE


def _own(state: str) -> Any:
    """To the asker alone, while it still stands so."""
    return lambda viewer, one: ALLOW if viewer.actor_id == one.member_id and one.state == state else HIDE


def _sent(proposal: Proposal, viewer: Any) -> Shown:
    title = _("%(name)s would like to open a community") % {"name": proposal.member.display_name}
    return Shown(title, proposal.name, brand_url("communities:proposal", proposal=proposal.public_id), "plaza")


def _approved(proposal: Proposal, viewer: Any) -> Shown:
    title = _("Your community %(name)s is open") % {"name": proposal.name}
    path = home_url(proposal.space) if proposal.space else brand_url("communities:own")
    return Shown(title, _("You are its first admin."), path, "check-circle")


def _declined(proposal: Proposal, viewer: Any) -> Shown:
    title = _("Your community %(name)s was declined") % {"name": proposal.name}
    return Shown(title, proposal.reason, brand_url("communities:own"), "info")


declare_kind("proposal", gettext_lazy("A member asks to open a community"))
declare(
    Notice(
        "proposal.sent",
        verbs.PROPOSAL_SENT.name,
        "proposal",
        who=lambda fact: holders_of("space.create"),
        load=proposals_by_id,
        may=_may_decide,
        show=_sent,
    )
)
for _verb, _state, _show in (
    (verbs.PROPOSAL_APPROVED, ProposalState.OPENED, _approved),
    (verbs.PROPOSAL_DECLINED, ProposalState.DECLINED, _declined),
):
    declare(Notice(_verb.name, _verb.name, "membership", _asker, proposals_by_id, _own(_state), _show))
