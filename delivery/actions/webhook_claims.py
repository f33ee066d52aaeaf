"""Which webhooks go out next: under a lease, so many at once per endpoint, those who answer well apart from the rest."""

import datetime as dt
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from core import clock, locks, tenancy
from delivery.models import EndpointState, SendState, WebhookDelivery, WebhookEndpoint
from delivery.models.webhook import WAITING
from delivery.retrying import MOST_ATTEMPTS, WAITS_AT_MOST

# Several times the longest exchange: names may be looked up slowly, and threads may be many.
LEASE = dt.timedelta(seconds=90)
KEPT = dt.timedelta(days=30)
CLAIMS = "plaza.webhooks"


class Lane(NamedTuple):
    """`at_once` in this process, `each` for one endpoint in the whole install."""

    is_brisk: bool
    at_once: int
    each: int


# A new endpoint, one that failed, one that takes its time: those wait behind each other, never before the others.
LANES = (Lane(is_brisk=True, at_once=24, each=4), Lane(is_brisk=False, at_once=12, each=1))


def claim(lane: Lane, room: int) -> list[WebhookDelivery]:
    """At most `room` due deliveries. A look that finds nothing asks for no lock."""
    with tenancy.across_brands("webhooks are sent for every brand"):
        if room < 1 or not _ready(lane, clock.now()).exists():
            return []
        return _claim(lane, room)


@transaction.atomic
def _claim(lane: Lane, room: int) -> list[WebhookDelivery]:
    """One claims at a time, so that what an endpoint has under way is counted right."""
    locks.lock(CLAIMS)
    now = clock.now()
    ids: list[int] = []
    ready: list[Any] = list(_ready(lane, now)[:room])
    for endpoint in ready:
        due = WebhookDelivery.objects.filter(_due(now), endpoint=endpoint).order_by("due_at", "id")
        found = list(locks.claim(due)[: min(lane.each - endpoint.busy, room - len(ids))])
        ids += [row.pk for row in found if not _lost(row, now)]
    WebhookEndpoint.objects.filter(pk__in=[one.pk for one in ready], next_at__lte=now).update(next_at=now)
    taken = {"state": SendState.SENDING, "leased_until": now + LEASE}
    WebhookDelivery.objects.filter(pk__in=ids).update(**taken, fence=F("fence") + 1, attempts=F("attempts") + 1)
    fresh = WebhookDelivery.objects.filter(pk__in=ids).select_related(
        "brand", "fact", "space", "endpoint__account", "endpoint__key"
    )
    return list(fresh.prefetch_related("endpoint__spaces").order_by("due_at", "id"))


def _ready(lane: Lane, now: dt.datetime) -> QuerySet[WebhookEndpoint]:
    """Endpoints with something due and a free place, whose turn came longest ago first."""
    of_it = WebhookDelivery.objects.filter(endpoint=OuterRef("pk"))
    sending = of_it.filter(state=SendState.SENDING, leased_until__gt=now).order_by()
    busy = sending.annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    on = WebhookEndpoint.objects.filter(state=EndpointState.ON, is_brisk=lane.is_brisk, next_at__lte=now)
    on = on.annotate(busy=Coalesce(Subquery(busy, output_field=IntegerField()), Value(0)))
    return on.filter(Exists(of_it.filter(_due(now))), busy__lt=lane.each).order_by("next_at", "id")


def _due(now: dt.datetime) -> Q:
    """Also what a worker that died had taken."""
    return Q(state=SendState.QUEUED, due_at__lte=now) | Q(state=SendState.SENDING, leased_until__lte=now)


def _lost(row: WebhookDelivery, now: dt.datetime) -> bool:
    """Whether it took down every worker that touched it: given up, not tried for ever."""
    if row.state != SendState.SENDING or row.attempts < MOST_ATTEMPTS:
        return False
    ended = {"state": SendState.FAILED, "leased_until": None, "done_at": now, "error": "worker_lost"}
    WebhookDelivery.objects.filter(pk=row.pk).update(**ended)
    return True


def prune_webhooks() -> int:
    """Give up what waited for days behind a paused endpoint, and forget the log of a month ago."""
    now = clock.now()
    with tenancy.across_brands("logs of webhooks of every brand"):
        old = WebhookDelivery.objects.filter(state__in=WAITING, queued_at__lte=now - WAITS_AT_MOST)
        resting = old.exclude(endpoint__state=EndpointState.ON).exclude(leased_until__gt=now)
        ended = {"state": SendState.FAILED, "leased_until": None, "done_at": now, "error": "too_late"}
        given_up: int = WebhookDelivery.objects.filter(pk__in=resting.values("pk")).update(**ended)
        gone = WebhookDelivery.objects.filter(done_at__lte=now - KEPT).exclude(state__in=WAITING)
        return given_up + int(gone.delete()[0])
