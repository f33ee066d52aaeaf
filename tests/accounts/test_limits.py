"""Limits on guessing: per address typed in and per client, behind proxies too, with a page that says how long to wait."""

import pytest
from django.test import Client

from tests.accounts.conftest import PASSWORD, code_of, prove, set_up_app, sign_in

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def limited(settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {
        "login": "30/m/ip",
        "login_failed": "10/m/ip,5/5m/key",
        "signup": "3/m/ip",
        "reset_password": "20/m/ip,2/5m/key",
        "reauthenticate": "3/m/user",
    }


def guess(email: str, address: str = "203.0.113.1", **headers):
    form = {"login": email, "password": "not-the-password"}
    return Client(REMOTE_ADDR=address).post(LOGIN, form, headers=headers)


def test_guessing_one_account_stops_even_from_many_addresses(ruoqing):
    statuses = [guess(ruoqing.email, f"203.0.113.{number}").status_code for number in range(7)]
    assert statuses == [422] * 5 + [429] * 2
    answer = guess(ruoqing.email, "198.51.100.7")
    assert 200 < int(answer["Retry-After"]) <= 300
    assert "That was too often" in answer.content.decode()
    assert ruoqing.email in answer.content.decode()  # what was typed stays


def test_the_right_password_does_not_open_while_the_limit_holds(ruoqing):
    for _ in range(5):
        guess(ruoqing.email)
    browser = Client()
    browser.post(LOGIN, {"login": ruoqing.email, "password": PASSWORD})
    assert "_auth_user_id" not in browser.session


def test_guessing_many_accounts_from_one_address_stops():
    statuses = [guess(f"person{number}@example.com").status_code for number in range(12)]
    assert statuses == [422] * 10 + [429] * 2


def test_signing_in_between_guesses_buys_no_more(ruoqing, account):
    own = account("attacker")
    for _ in range(5):
        guess(ruoqing.email)
        sign_in(own, client=Client(REMOTE_ADDR="203.0.113.1"))
    assert guess(ruoqing.email).status_code == 429


def test_unknown_accounts_are_limited_like_known_ones(ruoqing):
    known = [guess(ruoqing.email, f"203.0.113.{number}").status_code for number in range(7)]
    unknown = [guess("nobody@example.com", f"198.51.100.{number}").status_code for number in range(7)]
    assert known == unknown


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_only_our_own_proxies_are_believed(settings, proxies):
    """An attacker writes whatever they like in front; the last `proxies` entries are ours."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    true = ["203.0.113.9", "10.0.0.2"][: max(proxies, 1)]
    statuses = [
        guess(f"p{number}@example.com", "10.0.0.1", **{"X-Forwarded-For": ", ".join([f"8.8.8.{number}", *true])})
        for number in range(11)
    ]
    assert [one.status_code for one in statuses] == [422] * 10 + [429]


def test_request_that_came_past_the_proxies_is_counted_and_not_an_error(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    answers = [guess(f"p{number}@example.com", **{"X-Forwarded-For": "8.8.8.8"}) for number in range(11)]
    assert [one.status_code for one in answers] == [422] * 10 + [429]


def test_page_of_its_own_says_how_long_to_wait(client):
    form = {"display_name": "x", "email": "a@", "password1": "x"}
    for _ in range(3):
        assert client.post("/accounts/signup/", form).status_code == 422
    answer = client.post("/accounts/signup/", form)
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert "Please wait 1 minute" in answer.content.decode()
    assert '<main id="main"' in answer.content.decode()


@pytest.mark.parametrize("email", ["ruoqing@example.com", "nobody@example.com"])
def test_letters_for_a_new_password_are_limited_for_everyone_alike(ruoqing, email):
    statuses = [Client().post("/accounts/password/reset/", {"email": email}).status_code for _ in range(3)]
    assert statuses == [302, 302, 429]


def test_codes_of_the_second_step_cannot_be_tried_through(browser, ruoqing):
    secret = set_up_app(prove(browser))
    elsewhere = sign_in(ruoqing, client=Client())
    path = "/accounts/2fa/authenticate/"
    statuses = [elsewhere.post(path, {"code": f"00000{number}"}).status_code for number in range(6)]
    assert statuses == [422] * 5 + [429]
    assert elsewhere.post(path, {"code": code_of(secret, ahead=1)}).status_code == 429


def test_proving_oneself_is_limited(browser):
    path = "/accounts/reauthenticate/"
    assert [browser.post(path, {"password": "x"}).status_code for _ in range(4)] == [422] * 3 + [429]
