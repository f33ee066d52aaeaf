"""The reader of facts that turns them into messages. Runs in the dispatcher's transaction: database work only."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from brands.models import Brand
from core import clock, tenancy
from core.notices import Notice, catalogue
from core.queue import later
from delivery.fan_out import insert_deliveries
from delivery.models import Message

# A notice about something that happened long ago (demo history, a dispatcher that was down for days) helps nobody.
TOO_OLD = dt.timedelta(days=1)


def tell(facts: Sequence[Any]) -> None:
    """One message per fact and notice, one delivery per recipient and channel. Safe to run twice."""
    now, brands = clock.now(), Brand.objects.in_bulk({fact.brand_id for fact in facts if fact.brand_id})
    for fact in facts:
        brand = brands.get(fact.brand_id)
        if brand is None or now - fact.at > TOO_OLD:
            continue
        with tenancy.activate(brand):
            for notice in catalogue.values():
                if notice.verb == fact.verb:
                    _tell(fact, notice, now)


def _tell(fact: Any, notice: Notice, now: dt.datetime) -> None:
    accounts = notice.who(fact)
    message, _created = Message.objects.get_or_create(
        notice=notice.name, fact=fact, defaults={"brand_id": fact.brand_id}
    )
    new = sum(insert_deliveries(message, accounts, channel, notice.kind, now) for channel in notice.channels)
    if new:
        later("delivery.deliver")


def verbs() -> frozenset[str]:
    return frozenset(notice.verb for notice in catalogue.values())
