"""Several workers at once: one delivery is taken by one of them, and an endpoint's places are counted once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from core import locks
from delivery.actions import webhook_claims
from delivery.models import WebhookDelivery, WebhookEndpoint

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WORKERS = 6


@pytest.fixture
def waiting(cast, endpoint):
    made = endpoint()
    WebhookEndpoint.objects.update(is_brisk=True)
    for _message in range(40):
        WebhookDelivery.objects.create(brand=made.brand, endpoint=made, name="webhook.ping")


def claimed_at_once() -> list[int]:
    barrier = threading.Barrier(WORKERS)

    def work(_number: int) -> list[int]:
        try:
            barrier.wait(20)
            return [one.pk for one in webhook_claims.claim(webhook_claims.LANES[0], 24)]
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return [pk for found in pool.map(work, range(WORKERS)) for pk in found]


def test_places_of_an_endpoint_are_given_once(waiting):
    taken = claimed_at_once()
    assert len(taken) == len(set(taken)) == webhook_claims.LANES[0].each


def test_without_the_lock_more_are_given_than_there_are(waiting, monkeypatch):
    """The twin: what the lock is for. Rows are still never taken twice, because they are claimed."""
    gate = threading.Barrier(WORKERS)
    monkeypatch.setattr(locks, "lock", lambda _name: None)
    ready = webhook_claims._ready

    def together(lane, now):
        found = ready(lane, now)
        if connection.in_atomic_block:
            found = list(found)
            gate.wait(20)
        return found

    monkeypatch.setattr(webhook_claims, "_ready", together)
    taken = claimed_at_once()
    assert len(taken) == len(set(taken))
    assert len(taken) > webhook_claims.LANES[0].each
