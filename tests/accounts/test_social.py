"""Signing in with an account elsewhere, against a provider on this machine that signs for real."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers.facebook import flows, views
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import prove, sign_in
from tests.accounts.provider import BACK, LOGIN, Provider, account_in, come_back, set_out

pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_is_shown_and_nothing_answers_while_off(client):
    for page in ("login", "signup"):
        assert "Continue with" not in client.get(f"/accounts/{page}/").content.decode()
    for path in (LOGIN, BACK, "/accounts/facebook/login/", "/accounts/facebook/login/callback/"):
        assert client.get(path).status_code == 404, path
        assert client.post(path).status_code == 404, path


def test_new_person_gets_an_account_of_their_name(client, provider):
    assert "Continue with Google" in client.get("/accounts/login/").content.decode()
    answer = come_back(client, provider)
    assert answer.status_code == 302
    user = User.objects.get(email="new@example.com")
    assert account_in(client) == str(user.pk)
    assert user.display_name == "林若晴"
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    kept = SocialAccount.objects.get()
    assert kept.extra_data == {"name": "林若晴", "email": "new@example.com"}  # and nothing else of all they sent
    assert not SocialToken.objects.exists()


def test_known_person_comes_in_again(client, provider):
    come_back(client, provider)
    again = Client()
    come_back(again, provider)
    assert account_in(again) == account_in(client)
    assert User.objects.count() == 1


def test_question_carries_state_nonce_and_a_code_challenge(client, provider):
    asked = set_out(client, provider)
    assert len(asked["state"]) >= 16
    assert len(asked["nonce"]) >= 24
    assert asked["code_challenge_method"] == "S256"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    client.get(BACK, {"code": "c", "state": asked["state"]})
    assert "code_verifier" in provider.token_requests[0]


def test_the_address_cannot_add_to_the_question(client, provider):
    asked = set_out(client, provider, f"{LOGIN}?scope=admin&auth_params=nonce%3Dmine%26prompt%3Dnone")
    assert "admin" not in asked["scope"]
    assert asked["nonce"] != "mine"
    assert "prompt" not in asked


@pytest.mark.parametrize("verified", [True, False, "false", "true"])
def test_address_of_an_account_here_is_never_joined(client, provider, ruoqing, verified):
    provider.person |= {"email": ruoqing.email.upper(), "email_verified": verified}
    answer = come_back(client, provider)
    assert answer["Location"] == "/accounts/confirm-email/"
    assert not account_in(client)
    assert not SocialAccount.objects.exists()
    assert [letter.subject for letter in mail.outbox] == ["You already have an account"]


@pytest.mark.parametrize("verified", [False, "false", None, 1])
def test_address_that_they_did_not_check_is_checked_here(client, provider, verified):
    provider.person["email_verified"] = verified
    assert come_back(client, provider)["Location"] == "/accounts/confirm-email/"
    assert not account_in(client)
    assert not EmailAddress.objects.get().verified


def test_taken_and_free_addresses_look_the_same_on_the_way_back(provider, ruoqing):
    provider.person["email_verified"] = False
    free = come_back(Client(), provider)
    provider.person |= {"sub": "g-2", "email": ruoqing.email}
    taken = come_back(Client(), provider)
    assert (free.status_code, free["Location"]) == (taken.status_code, taken["Location"])


def test_without_an_address_we_ask_for_one(client, provider):
    del provider.person["email"]
    answer = come_back(client, provider)
    assert answer["Location"] == "/accounts/3rdparty/signup/"
    page = client.get(answer["Location"])
    assert "林若晴" in page.content.decode()
    assert client.post(answer["Location"], {"display_name": "若晴", "email": "x"}).status_code == 422
    done = client.post(answer["Location"], {"display_name": "若晴", "email": "mine@example.com"})
    assert done["Location"] == "/accounts/confirm-email/"
    assert not account_in(client)


def test_saying_no_over_there_is_a_friendly_page(client, provider):
    asked = set_out(client, provider)
    answer = client.get(BACK, {"error": "access_denied", "state": asked["state"]}, follow=True)
    assert "You said no" in answer.content.decode()
    assert not account_in(client)


def test_second_factor_is_asked_here_too(client, provider):
    come_back(client, provider)
    user = User.objects.get()
    user.authenticator_set.create(type="totp", data={"secret": "x"})
    again = Client()
    assert come_back(again, provider)["Location"] == "/accounts/2fa/authenticate/"
    assert not account_in(again)


def test_way_back_leads_to_where_one_was_and_never_elsewhere(provider):
    browser = Client()
    assert come_back(browser, provider, f"{LOGIN}?next=/accounts/sessions/")["Location"] == "/accounts/sessions/"
    assert come_back(Client(), provider, f"{LOGIN}?next=https://elsewhere.example/")["Location"] == "/"


def test_account_can_be_connected_and_disconnected_by_who_proves_it(provider, ruoqing):
    browser = prove(sign_in(ruoqing))
    provider.person |= {"email": "other@example.com"}
    come_back(browser, provider, f"{LOGIN}?process=connect")
    kept = SocialAccount.objects.get()
    assert kept.user == ruoqing
    assert "other@example.com" in browser.get("/accounts/3rdparty/").content.decode()
    assert "Google" in browser.get("/accounts/").content.decode()
    assert mail.outbox[-1].subject == "Another way to sign in was added"
    assert browser.post("/accounts/3rdparty/", {"account": kept.pk}).status_code == 302
    assert not SocialAccount.objects.exists()
    assert mail.outbox[-1].subject == "A way to sign in was removed"


def test_link_alone_does_not_start_anything(client, provider):
    page = client.get(LOGIN)
    assert page.status_code == 200
    assert 'method="post"' in page.content.decode()


FACEBOOK = ("/accounts/facebook/login/", "/accounts/facebook/login/callback/")


@pytest.fixture
def facebook(provider, monkeypatch) -> Provider:
    monkeypatch.setattr(views.FacebookOAuth2Adapter, "access_token_url", f"{provider.url}/oauth/access_token")
    monkeypatch.setattr(flows, "GRAPH_API_URL", provider.url)
    return provider


def test_facebook_comes_in_and_its_address_is_checked_here(client, facebook):
    assert come_back(client, facebook, *FACEBOOK)["Location"] == "/accounts/confirm-email/"
    assert not EmailAddress.objects.get().verified
    assert SocialAccount.objects.get().provider == "facebook"


@pytest.mark.parametrize("answer", [(500, {}), (200, []), (200, b"<html>"), (200, {"access_token": {}})], ids=str)
def test_facebook_that_talks_nonsense_is_a_page(client, facebook, answer):
    facebook.token_answer = answer
    facebook.person["sub"] = None
    assert come_back(client, facebook, *FACEBOOK).status_code in (302, 401)
    assert not account_in(client)
