"""What a provider, or whoever pretends to be one, may answer without anybody coming in by it."""

import pytest
from django.test import Client

from tests.accounts.provider import BACK, LOGIN, OTHER_KEY, SECRET, account_in, come_back, refused, set_out

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("state", ["", "x", "0" * 5000])
def test_wrong_state_is_refused(client, provider, state):
    refused(come_back(client, provider, state=state), client)
    assert provider.token_requests == []


def test_state_of_another_browser_is_refused(client, provider):
    asked = set_out(Client(), provider)
    refused(client.get(BACK, {"code": "c", "state": asked["state"]}), client)


def test_answer_cannot_be_used_twice(client, provider):
    asked = set_out(client, provider)
    query = {"code": "c", "state": asked["state"]}
    assert client.get(BACK, query).status_code == 302
    assert client.get(BACK, query).status_code == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "somebody-else"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1},
    ],
    ids=str,
)
def test_token_for_another_question_is_refused(client, provider, claims):
    provider.overrides = claims
    refused(come_back(client, provider), client)


def test_token_signed_by_another_key_is_refused(client, provider):
    provider.key = OTHER_KEY
    refused(come_back(client, provider), client)


def test_token_signed_with_the_channel_secret_is_taken(client, provider):
    provider.key, provider.algorithm = SECRET, "HS256"  # as LINE does for web pages
    come_back(client, provider)
    assert account_in(client)


@pytest.mark.parametrize(("key", "algorithm"), [("not-the-secret-but-just-as-long-as", "HS256"), (None, "none")])
def test_token_that_anyone_could_have_made_is_refused(client, provider, key, algorithm):
    provider.key, provider.algorithm = key, algorithm
    refused(come_back(client, provider), client)


@pytest.mark.parametrize(
    "answer",
    [
        (500, {}),
        (200, []),
        (200, "x"),
        (200, b"<html>"),
        (200, {}),
        (200, {"access_token": "at"}),
        (200, {"access_token": "at", "id_token": "x.y.z"}),
        (200, {"access_token": "at", "id_token": 7}),
        (200, {"access_token": "at", "expires_in": "soon", "id_token": "x"}),
        (302, {}),
    ],
    ids=str,
)
def test_provider_that_talks_nonsense_is_a_page(client, provider, answer):
    provider.token_answer = answer
    refused(come_back(client, provider), client)


def test_provider_that_is_away_is_a_page(client, provider):
    asked = set_out(client, provider)
    provider.stop()
    refused(client.get(BACK, {"code": "c", "state": asked["state"]}), client)
    answer = client.post(LOGIN)
    assert answer.status_code == 401
    assert "You are not signed in" in answer.content.decode()


def test_what_broke_over_there_is_in_the_log_without_a_word_of_theirs(client, provider, caplog):
    provider.stop()
    with caplog.at_level("WARNING", "accounts.social"):
        client.post(LOGIN)
    (said,) = [one.msg for one in caplog.records if one.name == "accounts.social"]
    assert (said["event"], said["provider"], said["error"]) == ("sign-in elsewhere failed", "google", "ConnectionError")
