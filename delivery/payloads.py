"""What a webhook says: made anew at every hand-over, from ids only, for whom it speaks for at that moment."""

import datetime as dt
import json
from typing import Any

from activity.models import SEQUENCE
from core.seals import seal
from core.webhooks import actors, catalogue
from delivery.models import WebhookDelivery
from delivery.models.webhook import PING
from delivery.queries import authority_of, wants
from delivery.rules import may_be_told


def body_of(delivery: WebhookDelivery) -> str | None:
    """The JSON to send, or None when it may not be told (any more). Inside its brand."""
    viewer = authority_of(delivery.endpoint)
    if viewer is None:
        return None
    about: dict[str, Any] = {"brand": delivery.brand.slug}
    if delivery.name == PING:
        return _written(PING, delivery.queued_at, about | {"webhook": delivery.endpoint.public_id})
    told = _told(delivery, viewer)
    return None if told is None else _written(delivery.name, delivery.fact.at, about | told)


def _told(delivery: WebhookDelivery, viewer: Any) -> dict[str, Any] | None:
    hook, fact = catalogue.get(delivery.name), delivery.fact
    if hook is None or not wants(delivery.endpoint, hook.name, fact.space_id):
        return None
    subject = hook.load([fact]).get(fact.pk)
    if subject is None or not may_be_told(viewer, hook, subject, delivery.space):
        return None
    return {
        "activity": seal(fact.position, SEQUENCE),
        "space": delivery.space.public_id if delivery.space else None,
        "actor": actors.of({fact.actor_id}).get(fact.actor_id) if fact.actor_id else None,
        **hook.ids(subject),
    }


def _written(name: str, moment: dt.datetime, data: dict[str, Any]) -> str:
    at = moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    return json.dumps({"type": name, "timestamp": at, "data": data}, separators=(",", ":"))
