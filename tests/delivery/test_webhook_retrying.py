"""When it is tried again, when an endpoint is switched off, and what waits while it is paused."""

import datetime as dt

import pytest
from django.utils import timezone

from core import clock
from core.errors import Conflict
from delivery.actions import (
    pause_endpoint,
    ping_endpoint,
    prune_webhooks,
    resume_endpoint,
    send_again,
    send_due_webhooks,
)
from delivery.models import Delivery, EndpointState, SendState, WebhookDelivery, WebhookEndpoint
from delivery.retrying import JITTER, LONGEST_ASKED_FOR, MOST_ATTEMPTS, WAITS, asked_for
from members.actions import join_space, leave_space

NOW = timezone.now()


def only() -> WebhookDelivery:
    return WebhookDelivery.objects.select_related("endpoint", "space", "brand").get()


def again(one: WebhookEndpoint) -> WebhookEndpoint:
    return WebhookEndpoint.objects.get(pk=one.pk)


def test_schedule_is_kept_and_the_id_stays(cast, receiver, endpoint):
    """Ten attempts over a little more than three days, each with its own moment, all with one id."""
    ping_endpoint(cast.owner, endpoint("500"))
    moment = clock.now()
    for number in range(MOST_ATTEMPTS):
        WebhookEndpoint.objects.update(failing_since=None)  # or it is switched off before the last one
        with clock.at(moment):
            assert send_due_webhooks() == 1
            assert send_due_webhooks() == 0
        sent = only()
        assert (sent.attempts, sent.status) == (number + 1, 500)
        if number < len(WAITS):
            wait = sent.due_at - moment
            assert WAITS[number] <= wait <= WAITS[number] * (1 + JITTER)
            with clock.at(sent.due_at - dt.timedelta(seconds=1)):
                assert send_due_webhooks() == 0
            moment = sent.due_at
    assert sent.state == SendState.FAILED
    with clock.at(moment + dt.timedelta(days=30)):
        assert send_due_webhooks() == 0
    assert {one.id for one in receiver.got} == {sent.message_id} and len(receiver.got) == 10
    stamps = [int(one.headers["webhook-timestamp"]) for one in receiver.got]
    assert stamps == sorted(set(stamps))


def test_whole_schedule_is_the_documented_one():
    assert [int(one.total_seconds()) for one in WAITS] == [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]


def test_410_switches_off_at_once_and_tells_the_owner(cast, community, receiver, endpoint, send, settle):
    made = endpoint("410")
    join_space(cast.outsider, community)
    send()
    assert (again(made).state, again(made).off_because) == (EndpointState.OFF, "gone")
    assert only().state == SendState.FAILED
    settle()
    told = Delivery.objects.get(account=cast.owner.user, channel="inbox", message__notice="webhook.switched_off")
    from delivery.queries import rendered

    shown = rendered([told], cast.owner)[0].shown
    assert shown and "Shop" in shown.title and made.public_id in shown.path
    leave_space(cast.outsider, community)
    send()
    assert len(receiver.got) == 1 and WebhookDelivery.objects.count() == 1, "from then on nothing is even queued"


def test_failing_for_three_days_switches_off_and_one_success_forgives(cast, community, endpoint):
    made = endpoint("500")
    ping_endpoint(cast.owner, made)
    moment = clock.now()
    while again(made).is_on:
        with clock.at(moment):
            send_due_webhooks()
        moment = max(only().due_at, moment + dt.timedelta(seconds=1))
    assert again(made).off_because == "failing"
    assert again(made).failing_since <= moment - dt.timedelta(days=3)
    WebhookEndpoint.objects.update(url=made.url.replace("/500", "/ok"))
    resumed = resume_endpoint(cast.owner, made)
    assert resumed.is_on and resumed.failing_since is None and resumed.off_because == ""


def test_success_forgets_the_failures_before(cast, endpoint):
    made = endpoint()
    WebhookEndpoint.objects.update(failing_since=NOW - dt.timedelta(days=2))
    ping_endpoint(cast.owner, made)
    send_due_webhooks()
    assert again(made).failing_since is None and again(made).is_brisk


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("-5", 0),
        ("999999999999", LONGEST_ASKED_FOR.total_seconds()),
        ("soon", 0),
        ("", 0),
        ("Sun, 22 Nov 2026 10:05:00 GMT", 300),
        ("Sun, 22 Nov 2020 10:05:00 GMT", 0),
        ("Sun, 22 Nov 2099 10:05:00 GMT", LONGEST_ASKED_FOR.total_seconds()),
        ("１２０", 0),
    ],
)
def test_retry_after_counts_within_bounds(header, seconds):
    now = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
    assert asked_for(header, now) == dt.timedelta(seconds=seconds)


def test_receiver_that_asks_to_wait_is_left_alone_so_long(cast, community, receiver, endpoint, send):
    made = endpoint("wait?600")
    ping_endpoint(cast.owner, made)
    moment = clock.now()
    with clock.at(moment):
        send_due_webhooks()
    assert only().due_at == moment + dt.timedelta(seconds=600)
    assert again(made).next_at == moment + dt.timedelta(seconds=600)
    join_space(cast.outsider, community)
    send()
    assert len(receiver.got) == 1, "nor is it asked for anything else"


def test_paused_it_is_told_nothing_and_what_waited_goes_out_after(cast, community, receiver, endpoint, send):
    made = endpoint()
    ping_endpoint(cast.owner, made)
    pause_endpoint(cast.owner, made)
    join_space(cast.outsider, community)
    send()
    assert receiver.got == [] and only().name == "webhook.ping"
    resume_endpoint(cast.owner, made)
    send()
    assert len(receiver.got) == 1


def test_what_waited_too_long_is_given_up_and_old_lines_go(cast, endpoint):
    made = endpoint()
    ping_endpoint(cast.owner, made)
    pause_endpoint(cast.owner, made)
    with clock.at(clock.now() + dt.timedelta(days=3)):
        assert prune_webhooks() == 0
    with clock.at(clock.now() + dt.timedelta(days=5)):
        assert prune_webhooks() == 1
        assert (only().state, only().error) == (SendState.FAILED, "too_late")
    with clock.at(clock.now() + dt.timedelta(days=36)):
        assert prune_webhooks() == 1
    assert not WebhookDelivery.objects.exists()


def test_test_message_is_sent_once_at_a_time_and_only_by_what_is_on(cast, receiver, endpoint):
    made = endpoint()
    assert ping_endpoint(cast.owner, made).pk == ping_endpoint(cast.owner, made).pk
    send_due_webhooks()
    assert receiver.got[0].verified(made.secret)["type"] == "webhook.ping"
    pause_endpoint(cast.owner, made)
    with pytest.raises(Conflict) as refused:
        ping_endpoint(cast.owner, made)
    assert refused.value.code == "not_on"


def test_what_is_under_way_is_not_sent_again(cast, endpoint):
    ping_endpoint(cast.owner, endpoint())
    with pytest.raises(Conflict) as refused:
        send_again(cast.owner, only())
    assert refused.value.code == "still_waiting"
