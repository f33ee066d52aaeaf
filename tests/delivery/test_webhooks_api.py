"""Webhooks over REST: the scope, secrets masked, narrow keys that gain nothing, bad input."""

import pytest

from brands.actions import create_key
from delivery.models import WebhookDelivery, WebhookEndpoint
from members.actions import join_space, remove_member
from members.models import Membership

ROOT = "/api/v1/@shanlan/webhooks/"
WORDS = {"label": "Till", "url": "https://hooks.shop.com/plaza", "verbs": ["membership.*"]}


@pytest.fixture
def ask(cast, brand, client):
    """`ask("webhooks:manage")(method, path, body)`: what the owner's key with these scopes gets."""

    def with_key(*scopes: str):
        _key, secret = create_key(cast.owner, brand, label="x", scopes=scopes)

        def send(method: str, path: str = "", body=None, **headers):
            call = getattr(client, method)
            kind = {} if method == "get" else {"content_type": "application/json"}
            return call(ROOT + path, body, **kind, headers={"Authorization": f"Bearer {secret}", **headers})

        return send

    return with_key


def test_secret_is_in_the_first_answer_and_in_no_other(ask):
    send = ask("webhooks:manage", "members:read")
    answer = send("post", body=WORDS)
    assert answer.status_code == 201
    one, secret = answer.json()["id"], answer.json()["secret"]
    assert secret.startswith("whsec_") and WebhookEndpoint.objects.get().secret == secret
    for path in ("", f"{one}/"):
        assert secret not in send("get", path).content.decode()
    new = send("post", f"{one}/secret/").json()["secret"]
    assert new != secret and new not in send("get", f"{one}/").content.decode()


def test_without_the_scope_there_is_nothing(ask):
    answer = ask("members:read", "groups:read", "brand:write")("get")
    assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")


def test_key_cannot_ask_for_what_it_does_not_cover(ask):
    answer = ask("webhooks:manage")("post", body=WORDS)
    assert answer.status_code == 422 and "members:read" in answer.json()["errors"]["verbs"][0]
    assert not WebhookEndpoint.objects.exists()


def test_narrow_key_cannot_lead_away_what_the_owner_set_up(cast, secret, ask, endpoint, receiver, send):
    """The owner's hears of a secret group; whoever points it elsewhere gets no more than their own key covers."""
    made = endpoint()
    answer = ask("webhooks:manage", "members:read")("patch", f"{made.public_id}/", {"url": receiver.url("ok?mine")})
    assert answer.status_code == 200
    remove_member(cast.owner, Membership.objects.get(space=secret, member=cast.member.member))
    send()
    assert receiver.got == [] and not WebhookDelivery.objects.exists()


@pytest.mark.parametrize("change", [{"url": "https://hooks.shop.com/x"}, {"spaces": None}])
def test_key_of_configuration_alone_cannot_point_it_elsewhere(cast, ask, endpoint, community, change):
    made = endpoint(spaces=[community.public_id])
    answer = ask("webhooks:manage")("patch", f"{made.public_id}/", change)
    assert answer.status_code == 422
    made.refresh_from_db()
    assert made.key is None and not made.every_space and "127.0.0.1" in made.url


def test_label_is_changed_by_whoever_may_and_speaks_for_the_same(ask, cast, endpoint):
    made = endpoint()
    assert ask("webhooks:manage")("patch", f"{made.public_id}/", {"label": "Till"}).json()["label"] == "Till"
    made.refresh_from_db()
    assert made.key is None and made.account_id == cast.owner.user.pk


def test_blind_key_neither_names_nor_learns_of_closed_spaces(ask, cast, secret, community, endpoint, send):
    made = endpoint(spaces=[secret.public_id, community.public_id])
    remove_member(cast.owner, Membership.objects.get(space=secret, member=cast.member.member))
    join_space(cast.outsider, community)
    send()
    blind, whole = ask("webhooks:manage", "members:read"), ask("webhooks:manage", "members:read", "groups:read")
    assert blind("get", f"{made.public_id}/").json()["spaces"] == [community.public_id]
    assert len(blind("get", f"{made.public_id}/deliveries/").json()["results"]) == 1
    assert len(whole("get", f"{made.public_id}/deliveries/").json()["results"]) == 2
    hidden = WebhookDelivery.objects.get(space=secret)
    assert blind("post", f"{made.public_id}/deliveries/{hidden.public_id}/again/").status_code == 404
    answer = blind("post", body={**WORDS, "spaces": [secret.public_id]})
    never = blind("post", body={**WORDS, "spaces": ["zzzzzzzzzzzz"]})
    assert answer.status_code == never.status_code == 422 and answer.json() == never.json()


def test_log_line_says_how_it_went_and_it_can_be_sent_again(ask, cast, endpoint, receiver, send):
    made, api = endpoint(), ask("webhooks:manage")
    queued = api("post", f"{made.public_id}/ping/")
    assert (queued.status_code, queued.json()["state"]) == (202, "queued")
    send()
    line = api("get", f"{made.public_id}/deliveries/").json()["results"][0]
    assert line["webhook_id"] == receiver.got[0].id
    assert (line["state"], line["status"], line["attempts"], line["next_at"]) == ("delivered", 204, 1, None)
    again = f"{made.public_id}/deliveries/{line['id']}/again/"
    assert api("post", again).status_code == 202
    assert (api("post", again).status_code, api("post", again).json()["code"]) == (409, "still_waiting")
    send()
    assert [one.id for one in receiver.got] == [line["webhook_id"]] * 2


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("url", "https://localhost/", "address_refused"),
        ("url", "http://hooks.shop.com/", "https_only"),
        ("url", "", "invalid"),
        ("verbs", [], "required"),
        ("verbs", ["member.joined"], "bad_choice"),
        ("verbs", ["*"], "bad_choice"),
        ("spaces", [], "required"),
        ("spaces", ["nowhere"], "bad_choice"),
        ("label", "   ", "invalid"),
        ("secret", "whsec_mine", "invalid"),
        ("account", 1, "invalid"),
        ("key", None, "invalid"),
        ("state", "on", "invalid"),
    ],
)
def test_bad_input_is_named_by_its_field_and_nothing_is_kept(ask, field, value, code):
    answer = ask("webhooks:manage", "members:read")("post", body={**WORDS, field: value})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert field in answer.json()["errors"]
    assert not WebhookEndpoint.objects.exists()


def test_same_request_twice_makes_one(ask):
    send = ask("webhooks:manage", "members:read")
    first, second = (send("post", body=WORDS, **{"Idempotency-Key": "once"}) for _time in range(2))
    assert first.json() == second.json() and WebhookEndpoint.objects.count() == 1


def test_all_turns_over_rest(ask):
    send = ask("webhooks:manage", "members:read")
    one = send("post", body=WORDS).json()["id"]
    assert send("post", f"{one}/pause/").json()["state"] == "paused"
    assert send("post", f"{one}/ping/").json()["code"] == "not_on"
    assert send("post", f"{one}/resume/").json()["state"] == "on"
    assert send("delete", f"{one}/").status_code == 204
    assert send("get", f"{one}/").status_code == 404
