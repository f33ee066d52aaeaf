"""Recording facts: one row beside the change, in the same transaction."""

from typing import Any

from django.db import connection, models

from activity.models import Activity
from activity.verbs import Verb
from core import clock, tenancy
from core.queue import later
from core.viewing import Viewer

_PLAIN = (int, float, bool, str, type(None))


def record(
    verb: Verb, *, viewer: Viewer | None = None, target: models.Model | None = None, space: Any = None, **detail: Any
) -> Activity:
    """
    Store that `viewer` did `verb` to `target`, and nudge the dispatcher after commit.

    `detail` takes ids, numbers and short codes (at most 40 characters): no personal or free text belongs in the log.
    The caller is in a transaction, so a fact exists exactly when its change does.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside the transaction of its action")
    for name, value in detail.items():
        if not isinstance(value, _PLAIN) or (isinstance(value, str) and len(value) > 40):
            raise TypeError(f"{name} does not belong in the log")
    brand, now = tenancy.active_or_none(), clock.now()
    fact = Activity(
        verb=verb.name,
        brand_id=brand.pk if brand else None,
        space_id=space.pk if space is not None else None,
        actor_id=viewer.actor_id if viewer is not None else None,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=target.pk if target is not None else None,
        detail=detail,
        at=now,
        local_on=clock.local_date(now, brand.time_zone) if brand else None,
    )
    fact.save(force_insert=True)
    later("activity.dispatch")
    return fact
