"""Claim due webhooks, send them from threads that touch no database, store what came of each."""

import datetime as dt
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from activity.actions import record
from core import clock, tenancy
from delivery import verbs
from delivery.actions.webhook_claims import LANES, Lane, claim
from delivery.channels.webhook import Letter, Outcome, send
from delivery.models import EndpointState, OffBecause, SendState, WebhookDelivery, WebhookEndpoint
from delivery.payloads import body_of
from delivery.retrying import FAILS_FOR, asked_for, wait_after
from delivery.signing import headers_for

log = structlog.get_logger(__name__)
LOOK_SECONDS = 0.2  # while some are on their way, how soon others that became due are seen
BRISK_MILLISECONDS = 2000
GONE = 410
Flying = dict[Future[Outcome], tuple[Lane, WebhookDelivery]]


def send_due_webhooks() -> int:
    """
    Send until nothing is due and nothing is on its way; return how many were taken.

    It never stops taking what is due while it waits for somebody's answer: then one who is slow would hold up all.
    Killed anywhere, the leases end and every one goes out again under the same `webhook-id`.
    """
    count, flying = 0, Flying()
    with ThreadPoolExecutor(sum(lane.at_once for lane in LANES), thread_name_prefix="webhook") as pool:
        while True:
            count += sum(_take_off(pool, lane, flying) for lane in LANES)
            if not flying:
                return count
            landed, _in_the_air = wait(flying, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
            for one in landed:
                _lane, delivery = flying.pop(one)
                store(delivery, _outcome_of(one))


def _take_off(pool: ThreadPoolExecutor, lane: Lane, flying: Flying) -> int:
    under_way = sum(one is lane for one, _delivery in flying.values())
    taken = claim(lane, lane.at_once - under_way)
    for delivery in taken:
        letter = prepared(delivery)
        if letter is not None:
            flying[pool.submit(send, letter)] = (lane, delivery)
    return len(taken)


def prepared(delivery: WebhookDelivery) -> Letter | None:
    """What to send, made now. None when there is nothing to send: that is stored already."""
    with tenancy.activate(delivery.brand):
        try:
            body = body_of(delivery)
        except Exception as error:  # one broken payload must not hold up the others
            log.exception("webhook has no words", delivery_id=delivery.pk)
            store(delivery, Outcome(0, error=type(error).__name__[:40]), of_endpoint=False)
            return None
        if body is None:
            _end(delivery, SendState.SKIPPED)
            return None
    endpoint = delivery.endpoint
    headers = headers_for(delivery.message_id, clock.now(), body, endpoint.secrets)
    return Letter(endpoint.url, body, headers)


def _outcome_of(landed: Future[Outcome]) -> Outcome:
    try:
        return landed.result()
    except Exception as error:  # an answer that breaks our own reading of it is the receiver's failure
        log.exception("webhook exchange broke")
        return Outcome(0, error=type(error).__name__[:40])


def store(delivery: WebhookDelivery, outcome: Outcome, *, of_endpoint: bool = True) -> None:
    """Status and duration, never a byte of the answer."""
    with tenancy.activate(delivery.brand), transaction.atomic():
        said = {"status": outcome.status, "milliseconds": outcome.milliseconds, "error": outcome.error}
        if outcome.is_good:
            if _end(delivery, SendState.DELIVERED, **said):
                _praise(delivery.endpoint_id, is_brisk=outcome.milliseconds < BRISK_MILLISECONDS)
            return
        now = clock.now()
        rest = asked_for(outcome.retry_after, now)
        again_in = None if outcome.status == GONE else wait_after(delivery.attempts, rest)
        log.warning("webhook failed", delivery_id=delivery.pk, attempt=delivery.attempts, status=outcome.status)
        if again_in is None:
            is_mine = _end(delivery, SendState.FAILED, **said)
        else:
            is_mine = _end(delivery, SendState.QUEUED, **said, due_at=now + again_in, done_at=None)
        if is_mine and of_endpoint:
            _blame(delivery.endpoint_id, outcome, rest, now)


def _end(delivery: WebhookDelivery, state: str, **columns: Any) -> bool:
    """Only while our lease is the latest: a worker that woke up late changes nothing."""
    columns.setdefault("done_at", clock.now())
    mine = WebhookDelivery.objects.filter(pk=delivery.pk, fence=delivery.fence, state=SendState.SENDING)
    return bool(mine.update(state=state, leased_until=None, **columns))


def _praise(endpoint_id: int, *, is_brisk: bool) -> None:
    """Written only when something is new: a busy endpoint must not be a busy row."""
    news = Q(failing_since__isnull=False) | Q(is_brisk=not is_brisk)
    WebhookEndpoint.objects.filter(news, pk=endpoint_id).update(failing_since=None, is_brisk=is_brisk)


def _blame(endpoint_id: int, outcome: Outcome, rest: dt.timedelta, now: dt.datetime) -> None:
    """It waits as long as it asked for, or as long as it kept us: then others with no answer hold up nobody."""
    if outcome.milliseconds >= BRISK_MILLISECONDS:
        rest = max(rest, dt.timedelta(milliseconds=outcome.milliseconds))
    failing = WebhookEndpoint.objects.filter(pk=endpoint_id, state=EndpointState.ON)
    failing.update(is_brisk=False, failing_since=Coalesce(F("failing_since"), now), next_at=now + rest)
    if outcome.status == GONE:
        _switch_off(endpoint_id, OffBecause.GONE)
    elif failing.filter(failing_since__lte=now - FAILS_FOR).exists():
        _switch_off(endpoint_id, OffBecause.FAILING)


def _switch_off(endpoint_id: int, because: str) -> None:
    on = WebhookEndpoint.objects.filter(pk=endpoint_id, state=EndpointState.ON)
    if on.update(state=EndpointState.OFF, off_because=because):
        endpoint = WebhookEndpoint.objects.get(pk=endpoint_id)
        record(verbs.WEBHOOK_SWITCHED_OFF, target=endpoint, because=str(because))
