"""Signatures: the published vector, the library on the other side, two secrets while one is changed."""

import datetime as dt

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from core import clock
from delivery.actions import change_secret
from delivery.signing import headers_for, new_secret
from members.actions import join_space

# From the specification's own test suite (libraries/python/tests/test_webhooks.py).
VECTOR_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
VECTOR = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_published_vector_is_signed_as_published():
    moment = dt.datetime.fromtimestamp(1614265330, tz=dt.UTC)
    body = '{"test": 2432232314}'
    headers = headers_for("msg_p5jXN8AQM9LWM0D4loKWxJek", moment, body, [VECTOR_SECRET])
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": VECTOR,
    }


@pytest.mark.parametrize("zone", [8, -5, 0])
def test_moment_of_any_zone_is_signed_as_it_is_written(zone):
    moment = dt.datetime.now(tz=dt.timezone(dt.timedelta(hours=zone)))
    secret = new_secret()
    Webhook(secret).verify("{}", headers_for("msg_x", moment, "{}", [secret]))


def test_receiver_verifies_with_the_library(cast, community, receiver, endpoint, send):
    made = endpoint()
    join_space(cast.outsider, community)
    send()
    assert receiver.got[0].verified(made.secret)["type"] == "membership.joined"


def test_wrong_secret_is_refused(cast, community, receiver, endpoint, send):
    endpoint()
    join_space(cast.outsider, community)
    send()
    with pytest.raises(WebhookVerificationError):
        receiver.got[0].verified(new_secret())


def test_body_that_was_touched_is_refused(cast, community, receiver, endpoint, send):
    made = endpoint()
    join_space(cast.outsider, community)
    send()
    got = receiver.got[0]
    with pytest.raises(WebhookVerificationError):
        Webhook(made.secret).verify(got.body.replace(b"joined", b"banned"), got.headers)


def test_both_secrets_sign_for_a_day_and_the_old_one_is_dead_after_it(cast, community, receiver, endpoint, send):
    made = endpoint()
    old, new = made.secret, change_secret(cast.owner, made).secret
    join_space(cast.outsider, community)
    send()
    assert old != new
    assert receiver.got[0].verified(old) == receiver.got[0].verified(new)
    made.refresh_from_db()
    with clock.at(clock.now() + dt.timedelta(hours=24, seconds=1)):
        assert made.secrets == [new]
