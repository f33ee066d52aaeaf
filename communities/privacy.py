"""What is kept of communities that a person asked for."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from communities.models import Proposal, ProposalState
from core.privacy import Exported, Holding, Person, Wishes, declare
from members.queries.privacy import place_of


def _export(person: Person) -> Exported:
    if person.member is None:
        return Exported([])
    mine = Proposal.objects.filter(member=person.member).select_related("space").order_by("id")
    return Exported([_proposal(person, one) for one in mine])


def _proposal(person: Person, one: Proposal) -> dict[str, Any]:
    names = ("name", "purpose", "rules", "state", "reason", "created_at", "decided_at")
    space = place_of(person.account, one.space) if one.space else None
    return {"community": space} | {name: getattr(one, name) for name in names}


def _erase(person: Person, wishes: Wishes) -> None:
    """What was opened is the community's now and stays there; the words of the asking go."""
    if person.member is None:
        return
    mine = Proposal.objects.filter(member=person.member)
    mine.exclude(state=ProposalState.OPENED).delete()
    mine.update(name="", purpose="", rules="")


declare(
    Holding(
        "proposals",
        _("Communities you asked to open"),
        _export,
        _erase,
        covers=frozenset({"communities.Proposal"}),
    )
)
