"""The reader of facts that makes one row per endpoint and fact, and sending again by hand. Database work only."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activity.actions import record
from brands.models import Brand
from core import clock, tenancy
from core.decisions import ensure
from core.errors import Conflict
from core.queue import later
from core.webhooks import hook_of
from delivery import verbs
from delivery.models import EndpointState, SendState, WebhookDelivery, WebhookEndpoint
from delivery.models.webhook import PING, WAITING
from delivery.queries import authority_of, wants
from delivery.rules import can_manage_webhooks, can_see_webhook_delivery, may_be_told
from spaces.models import Space

# What happened long ago (demo history, a dispatcher that was down for days) is read from the log, not told as news.
TOO_OLD = dt.timedelta(days=1)


def enqueue(facts: Sequence[Any]) -> None:
    """One row per endpoint that may be told of a fact and wants to. Safe to run twice."""
    now = clock.now()
    by_brand: dict[int, list[Any]] = {}
    for fact in facts:
        if fact.brand_id and now - fact.at <= TOO_OLD and hook_of(fact.verb, fact.target_type):
            by_brand.setdefault(fact.brand_id, []).append(fact)
    brands = Brand.objects.in_bulk(by_brand)
    for brand_id, told in by_brand.items():
        if brand_id in brands:
            with tenancy.activate(brands[brand_id]):
                _enqueue(told)


def _enqueue(facts: list[Any]) -> None:
    on = WebhookEndpoint.objects.filter(state=EndpointState.ON).select_related("account", "key")
    endpoints = list(on.prefetch_related("spaces"))
    if not endpoints:
        return
    subjects = _subjects(facts)
    spaces = Space.objects.in_bulk({fact.space_id for fact in facts if fact.space_id})
    rows = [row for endpoint in endpoints for row in _rows(endpoint, facts, subjects, spaces)]
    if rows:
        WebhookDelivery.objects.bulk_create(rows, ignore_conflicts=True)
        later("delivery.webhooks")


def _subjects(facts: list[Any]) -> dict[int, Any]:
    """{fact: what it is about}, one load per kind."""
    by_hook: dict[Any, list[Any]] = {}
    for fact in facts:
        by_hook.setdefault(hook_of(fact.verb, fact.target_type), []).append(fact)
    return {pk: subject for hook, told in by_hook.items() for pk, subject in hook.load(told).items()}


def _rows(
    endpoint: WebhookEndpoint, facts: list[Any], subjects: dict[int, Any], spaces: dict[int, Space]
) -> list[WebhookDelivery]:
    """What the endpoint may not be told of leaves no trace in its log."""
    known = [(fact, hook_of(fact.verb, fact.target_type)) for fact in facts if fact.pk in subjects]
    wanted = [(fact, hook) for fact, hook in known if hook and wants(endpoint, hook.name, fact.space_id)]
    viewer = authority_of(endpoint) if wanted else None
    if viewer is None:
        return []
    return [
        WebhookDelivery(
            brand_id=endpoint.brand_id, endpoint=endpoint, fact=fact, space_id=fact.space_id, name=hook.name
        )
        for fact, hook in wanted
        if may_be_told(viewer, hook, subjects[fact.pk], spaces.get(fact.space_id))
    ]


@transaction.atomic
def ping_endpoint(viewer: Any, endpoint: WebhookEndpoint) -> WebhookDelivery:
    """A test message through the same way as all others. One that still waits is enough."""
    ensure(can_manage_webhooks(viewer))
    _ensure_on(endpoint)
    waiting = WebhookDelivery.objects.filter(endpoint=endpoint, name=PING, state__in=WAITING).order_by("-id").first()
    if waiting is not None:
        return waiting
    made = WebhookDelivery.objects.create(brand_id=endpoint.brand_id, endpoint=endpoint, name=PING)
    later("delivery.webhooks")
    return made


@transaction.atomic
def send_again(viewer: Any, delivery: WebhookDelivery) -> WebhookDelivery:
    """
    Send it once more, from the first attempt on, under the same `webhook-id`.

    What it says is made anew, and whether it may be said is asked anew. Conflict `still_waiting` while it is under way.
    """
    ensure(can_manage_webhooks(viewer))
    ensure(can_see_webhook_delivery(viewer, delivery))
    _ensure_on(delivery.endpoint)
    now = clock.now()
    done = WebhookDelivery.objects.filter(pk=delivery.pk).exclude(state__in=WAITING)
    fresh = {"state": SendState.QUEUED, "attempts": 0, "due_at": now, "queued_at": now, "done_at": None}
    if not done.update(**fresh, status=None, milliseconds=None, error=""):
        raise Conflict(_("This one is still under way."), code="still_waiting")
    record(verbs.WEBHOOK_RESENT, viewer=viewer, target=delivery.endpoint, delivery=delivery.pk)
    later("delivery.webhooks")
    return WebhookDelivery.objects.select_related("endpoint", "space").get(pk=delivery.pk)


def _ensure_on(endpoint: WebhookEndpoint) -> None:
    if not WebhookEndpoint.objects.filter(pk=endpoint.pk, state=EndpointState.ON).exists():
        raise Conflict(_("This webhook is not on. Resume it first."), code="not_on")
