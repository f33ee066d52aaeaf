"""How far people came over a bridge: a reader of facts for accepting and the first act, a job for "still here"."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from activity.models import Activity
from core import clock
from core.tenancy import across_brands
from members import verbs
from members.models import Crossing, Membership
from members.models.membership import State
from members.segments.catalogue import counted_verbs

STAYS_AFTER = dt.timedelta(days=30)


def followed_verbs() -> frozenset[str]:
    """Joining, and everything that people's activity is counted by. All catalogues are loaded when this is asked."""
    return frozenset({verbs.MEMBER_JOINED.name, *(name for one in counted_verbs.values() for name in one.facts)})


def follow(facts: Sequence[Activity]) -> None:
    """The dispatcher's reader. Steps are set once and in order, so a batch that is replayed changes nothing."""
    joined = _joined(facts)
    people = {member for _space, member in joined.values()} | {fact.actor_id for fact in facts if fact.actor_id}
    spaces = {fact.space_id for fact in facts if fact.space_id}
    under_way = Crossing.objects.filter(
        group_id__in=spaces, member_id__in=people, invited_at__isnull=False, acted_at=None
    )
    crossings = {(one.group_id, one.member_id): one for one in under_way} if spaces and people else {}
    changed = set()
    for fact in facts if crossings else ():
        place = joined.get(fact.pk) or (fact.space_id, fact.actor_id)
        crossing = crossings.get(place)
        if crossing is not None and _step(crossing, fact, is_joining=fact.pk in joined):
            changed.add(crossing)
    Crossing.objects.bulk_update(changed, ["accepted_at", "look_again_at", "acted_at"], batch_size=200)


def _joined(facts: Sequence[Activity]) -> dict[int, tuple[int, int]]:
    """{fact.pk: (space, member)}: an admin who approves is no actor of the joining, so the membership says who."""
    found = {fact.pk: fact.target_id for fact in facts if fact.verb == verbs.MEMBER_JOINED.name}
    who = {
        pk: (space, member)
        for pk, space, member in Membership.objects.filter(pk__in=found.values()).values_list(
            "pk", "space_id", "member_id"
        )
    }
    return {fact: who[membership] for fact, membership in found.items() if membership in who}


def _step(crossing: Crossing, fact: Activity, *, is_joining: bool) -> bool:
    if is_joining:
        if crossing.accepted_at is not None or crossing.invited_at is None or fact.at < crossing.invited_at:
            return False
        crossing.accepted_at, crossing.look_again_at = fact.at, fact.at + STAYS_AFTER
        return True
    if fact.verb == verbs.MEMBER_JOINED.name or crossing.accepted_at is None or crossing.acted_at is not None:
        return False
    if fact.at < crossing.accepted_at:
        return False
    crossing.acted_at = fact.at
    return True


@transaction.atomic
def note_stays() -> int:
    """Thirty days after accepting: who was still a member then. Late is no harm: the membership says when it ended."""
    with across_brands("thirty days after a bridge, of every brand"):
        due = Crossing.objects.filter(look_again_at__lte=clock.now())
        here = Membership.objects.filter(member=OuterRef("member"), space=OuterRef("group"))
        stayed = here.filter(Q(state=State.ACTIVE) | Q(ended_at__gte=OuterRef("look_again_at")))
        count = due.filter(Exists(stayed)).update(stayed_at=F("look_again_at"), look_again_at=None)
        due.update(look_again_at=None)
    return count
