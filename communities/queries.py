"""Communities that members ask for: the desk, one's own, and who started a community."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min, QuerySet

from communities.models import Proposal, ProposalState
from core.errors import NotVisible
from members.models import BrandMember
from spaces.models import Space

WITH = ("member", "space", "decided_by")


def proposals_for(viewer: Any, *, state: str = "") -> QuerySet[Proposal]:
    found = Proposal.objects.visible_to(viewer).select_related(*WITH)
    return found.filter(state=state) if state else found


def own_proposals(viewer: Any) -> QuerySet[Proposal]:
    return Proposal.objects.filter(member_id=viewer.actor_id or 0).select_related(*WITH).order_by("-id")


def get_proposal(viewer: Any, public_id: str) -> Proposal:
    found = proposals_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def waiting_proposals(viewer: Any) -> tuple[int, dt.datetime | None]:
    """How many of others wait, and since when the first of them does."""
    waiting = Proposal.objects.filter(state=ProposalState.WAITING).exclude(member_id=viewer.actor_id or 0)
    found = waiting.aggregate(count=Count("pk"), since=Min("created_at"))
    return found["count"], found["since"]


def starter_of(space: Space) -> BrandMember | None:
    """Whom the page names. Free of queries for what the brand opened; nobody once they were forgotten."""
    if not space.by_member:
        return None
    return BrandMember.objects.filter(proposals__space=space).first()


def proposals_by_id(facts: Iterable[Any]) -> dict[int, Proposal]:
    """{fact.pk: proposal} for facts about proposals."""
    facts = list(facts)
    found = Proposal.objects.select_related(*WITH).in_bulk([fact.target_id for fact in facts])
    return {fact.pk: found[fact.target_id] for fact in facts if fact.target_id in found}
