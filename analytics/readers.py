"""Facts → points, in the dispatcher's transaction: each fact is counted exactly when it gets its position."""

from collections import Counter
from collections.abc import Iterable, Sequence

from activity.models import Activity
from analytics.metrics import ACTIVE_MEMBERS, COUNTED, is_taking_part
from analytics.models import WHOLE_BRAND, ActiveDay, DayKey, MetricPoint, PointKey

Facts = Sequence[Activity]


def count(facts: Facts) -> None:
    """Two statements per batch, whatever it holds."""
    facts = [fact for fact in facts if fact.brand_id is not None and fact.local_on is not None]
    amounts = _amounts(facts)
    for brand, space, on in ActiveDay.objects.note(_active_days(facts)):
        amounts[brand, space, ACTIVE_MEMBERS.name, on] += 1
    MetricPoint.objects.add(amounts)


def _amounts(facts: Facts) -> Counter[PointKey]:
    amounts: Counter[PointKey] = Counter()
    for fact in facts:
        for space in _places(fact):
            for metric in COUNTED:
                if fact.verb in metric.verbs_in(space=space != WHOLE_BRAND):
                    amounts[fact.brand_id, space, metric.name, fact.local_on] += metric.amount_of(fact)
    return amounts


def _active_days(facts: Facts) -> set[DayKey]:
    return {
        (fact.brand_id, space, fact.actor_id, fact.local_on)
        for fact in facts
        if fact.actor_id is not None
        for space in _places(fact)
        if is_taking_part(fact.verb, inside=space != WHOLE_BRAND)
    }


def _places(fact: Activity) -> Iterable[int]:
    return (WHOLE_BRAND,) if fact.space_id is None else (WHOLE_BRAND, fact.space_id)
