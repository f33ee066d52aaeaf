"""Sending: what counts as a success, what the log keeps, and who waits for whom."""

import datetime as dt
import time

import pytest
from django.utils import timezone

from delivery.actions import (
    deliver_due,
    ping_endpoint,
    send_due_webhooks,
    webhook_claims,
    webhook_sending,
)
from delivery.channels import webhook as channel
from delivery.channels.webhook import Outcome
from delivery.models import SendState, WebhookDelivery, WebhookEndpoint
from delivery.retrying import MOST_ATTEMPTS
from members.actions import join_space

INSIDE = "http://169.254.169.254/latest/meta-data/"


def only() -> WebhookDelivery:
    return WebhookDelivery.objects.select_related("endpoint", "space", "brand").get()


def again(one: WebhookEndpoint) -> WebhookEndpoint:
    return WebhookEndpoint.objects.get(pk=one.pk)


@pytest.fixture
def quick(monkeypatch):
    """Nobody waits longer than half a second for an answer."""
    monkeypatch.setattr(channel.send, "__defaults__", (0.5,))


def test_good_answer_is_stored_by_status_and_time_alone(cast, receiver, endpoint):
    ping_endpoint(cast.owner, endpoint())
    send_due_webhooks()
    sent = only()
    assert (sent.state, sent.status, sent.error, sent.attempts) == (SendState.DELIVERED, 204, "", 1)
    assert sent.milliseconds is not None and sent.done_at is not None and sent.leased_until is None
    assert send_due_webhooks() == 0 and len(receiver.got) == 1


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("404", 404, ""),
        ("500", 500, ""),
        ("429", 429, ""),
        (f"elsewhere?{INSIDE}", 302, ""),
        ("elsewhere?http://localhost/", 302, ""),
        ("slow", None, "timeout"),
        ("drip", None, "timeout"),
    ],
)
def test_everything_but_a_timely_2xx_is_a_failure(cast, receiver, endpoint, quick, path, status, error):
    made = endpoint(path)
    ping_endpoint(cast.owner, made)
    began = time.monotonic()
    send_due_webhooks()
    assert time.monotonic() - began < 5
    sent = only()
    assert (sent.state, sent.status, sent.error) == (SendState.QUEUED, status, error)
    assert len(receiver.got) == 1, "a redirect is not followed"
    assert again(made).failing_since is not None and not again(made).is_brisk


def test_receiver_without_a_good_certificate_is_not_spoken_to(cast, receiver, endpoint):
    made = endpoint()
    WebhookEndpoint.objects.update(url=made.url.replace("http://", "https://"))
    ping_endpoint(cast.owner, made)
    send_due_webhooks()
    assert (only().error, only().state) == ("tls", SendState.QUEUED)
    assert receiver.got == []


def test_huge_answer_is_cut_and_nothing_of_it_is_kept(cast, receiver, endpoint):
    ping_endpoint(cast.owner, endpoint("huge"))
    began = time.monotonic()
    send_due_webhooks()
    assert time.monotonic() - began < 5
    sent = only()
    assert (sent.state, sent.status) == (SendState.DELIVERED, 200)
    assert "ssss" not in str(vars(sent))


@pytest.mark.parametrize(
    "url", [INSIDE, "http://127.0.0.1:6379/", "https://localhost/", "https://10.0.0.1/", "https://[::1]/"]
)
def test_address_inside_is_not_asked_even_if_it_stands_in_the_row(cast, receiver, endpoint, url, monkeypatch):
    """However it came there: the client is the one that refuses."""
    made = endpoint()
    WebhookEndpoint.objects.filter(pk=made.pk).update(url=url)
    monkeypatch.setattr("socket.create_connection", lambda *_all, **_named: pytest.fail("it was connected to"))
    ping_endpoint(cast.owner, made)
    send_due_webhooks()
    assert (only().status, only().state) == (None, SendState.QUEUED)
    assert only().error in ("address_refused", "https_only", "bad_address")


def test_name_that_turns_to_an_inner_machine_is_not_asked(cast, receiver, endpoint, monkeypatch):
    """DNS rebinding: public when it was set up, inside when it is sent."""
    made = endpoint()
    WebhookEndpoint.objects.filter(pk=made.pk).update(url="https://hooks.shop.com/in")
    inside = [(2, 1, 6, "", ("169.254.169.254", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_all, **_named: inside)
    monkeypatch.setattr("socket.create_connection", lambda *_all, **_named: pytest.fail("it was connected to"))
    ping_endpoint(cast.owner, made)
    send_due_webhooks()
    assert (only().error, only().state) == ("address_refused", SendState.QUEUED)


def test_slow_endpoints_hold_up_nobody(cast, community, receiver, endpoint, monkeypatch):
    """More than their lane holds, all on their way before one that answers; another comes while they are waited for."""
    monkeypatch.setattr(channel.send, "__defaults__", (2.0,))
    for _bad in range(14):
        ping_endpoint(cast.owner, endpoint("slow"))
    good = endpoint()
    WebhookEndpoint.objects.filter(pk=good.pk).update(is_brisk=True)
    ping_endpoint(cast.owner, good)
    began, arrived, slow_ones = time.monotonic(), [], []
    store = webhook_sending.store

    def note(delivery, outcome, **more) -> None:
        store(delivery, outcome, **more)
        if outcome.is_good:
            arrived.append(time.monotonic() - began)
            slow_ones.append(len([one for one in receiver.got if one.path == "/slow"]))
            if len(arrived) == 1:
                ping_endpoint(cast.owner, good)

    monkeypatch.setattr(webhook_sending, "store", note)
    send_due_webhooks()
    assert len(arrived) == 2 and arrived[1] < 2.0, "both before the first of the slow ones gave up"
    assert slow_ones[1] <= 12, "one lane of theirs, and no more"


def test_endpoint_has_so_many_under_way_and_no_more(cast, community, endpoint):
    made = endpoint()
    for _message in range(9):
        WebhookDelivery.objects.create(brand=made.brand, endpoint=made, name="webhook.ping")
    slow, fast = webhook_claims.LANES[1], webhook_claims.LANES[0]
    assert len(webhook_claims.claim(slow, 12)) == 1
    assert webhook_claims.claim(slow, 12) == []
    WebhookEndpoint.objects.update(is_brisk=True)
    assert len(webhook_claims.claim(fast, 24)) == 3, "four with the one before"
    assert webhook_claims.claim(fast, 24) == []


def test_lapsed_lease_is_taken_over_and_the_late_worker_changes_nothing(cast, receiver, endpoint):
    ping_endpoint(cast.owner, endpoint())
    late = webhook_claims.claim(webhook_claims.LANES[1], 1)[0]
    WebhookDelivery.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    send_due_webhooks()
    assert (only().state, only().attempts) == (SendState.DELIVERED, 2)
    webhook_sending.store(late, Outcome(1, error="timeout"))
    assert (only().state, only().error) == (SendState.DELIVERED, "")


def test_one_that_takes_every_worker_with_it_is_given_up(cast, receiver, endpoint):
    ping_endpoint(cast.owner, endpoint())
    for _death in range(MOST_ATTEMPTS):
        assert len(webhook_claims.claim(webhook_claims.LANES[1], 1)) == 1
        WebhookDelivery.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    assert send_due_webhooks() == 0
    assert (only().state, only().error) == (SendState.FAILED, "worker_lost")
    assert receiver.got == []


def test_broken_payload_is_tried_later_and_blames_nobody(cast, endpoint, monkeypatch):
    made = endpoint()
    ping_endpoint(cast.owner, made)

    def break_down(_delivery):
        raise ZeroDivisionError

    monkeypatch.setattr(webhook_sending, "body_of", break_down)
    send_due_webhooks()
    assert (only().state, only().error) == (SendState.QUEUED, "ZeroDivisionError")
    assert again(made).failing_since is None


def test_letters_are_no_business_of_webhooks(cast, community, endpoint, send):
    endpoint()
    join_space(cast.outsider, community)
    send()
    assert deliver_due() == 0
