"""Where one is signed in: listed by device, ended at once, never handed on."""

import datetime as dt
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from accounts.devices import device_of
from accounts.queries import sessions_of
from core import clock
from tests.accounts.conftest import CHROME, IPHONE, PASSWORD, sign_in

pytestmark = pytest.mark.django_db
NEW = "a-different-long-password"


def is_in(browser: Client) -> bool:
    return browser.get("/accounts/").status_code == 200


@pytest.fixture
def phone(ruoqing) -> Client:
    return sign_in(ruoqing, IPHONE)


def test_every_browser_is_listed_by_what_it_says_it_is(browser, phone):
    html = browser.get("/accounts/sessions/").content.decode()
    assert "Chrome, Windows" in html
    assert "Safari, iPhone" in html
    assert html.count("This browser") == 1


def test_one_ended_elsewhere_is_out_with_its_next_request(browser, phone, ruoqing):
    (theirs,) = [one for one in sessions_of(ruoqing, browser.session.session_key) if not one.is_current]
    assert browser.post("/accounts/sessions/end/", {"session": theirs.handle}).status_code == 302
    assert not is_in(phone)
    assert is_in(browser)


def test_all_others_can_be_ended_at_once(browser, phone):
    assert browser.post("/accounts/sessions/").status_code == 302
    assert not is_in(phone)
    assert is_in(browser)


def test_sessions_of_others_cannot_be_ended(browser, account):
    other = account("yian")
    theirs = sign_in(other, IPHONE)
    (session,) = sessions_of(other, "")
    browser.post("/accounts/sessions/end/", {"session": session.handle})
    assert is_in(theirs)


@pytest.mark.parametrize("handle", ["", "x", "\x00", "9" * 10_000])
def test_nonsense_ends_nothing(browser, handle):
    assert browser.post("/accounts/sessions/end/", {"session": handle}).status_code == 302
    assert is_in(browser)


def test_the_key_that_opens_the_account_is_never_on_the_page(browser, phone):
    html = browser.get("/accounts/sessions/").content.decode()
    assert not [one for one in UserSession.objects.all() if one.session_key in html]


def test_a_new_password_signs_out_everybody_else(browser, phone):
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert browser.post("/accounts/password/change/", form)["Location"] == "/accounts/"
    assert not is_in(phone)
    assert is_in(browser)
    assert mail.outbox[-1].subject == "Your password was changed"


def test_a_password_that_was_reset_signs_out_everybody(browser, phone, ruoqing):
    stranger = Client()
    stranger.post("/accounts/password/reset/", {"email": ruoqing.email})
    link = next(word for word in mail.outbox[-1].body.split() if "/password/reset/key/" in word)
    form = stranger.get(link, follow=True)
    answer = stranger.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert answer.status_code == 302
    assert not is_in(phone)
    assert not is_in(browser)


def test_signing_in_changes_the_key_so_a_planted_one_opens_nothing(ruoqing):
    browser = Client()
    browser.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})  # an anonymous session
    planted = browser.session.session_key
    assert planted
    sign_in(ruoqing, client=browser)
    assert browser.session.session_key != planted


def test_last_seen_moves_at_most_every_ten_minutes(browser, django_assert_num_queries):
    session = UserSession.objects.get()
    start = session.last_seen_at
    with clock.at(clock.now() + dt.timedelta(minutes=5)):
        browser.get("/healthz")
        session.refresh_from_db()
        assert session.last_seen_at == start
    with clock.at(clock.now() + dt.timedelta(minutes=11)):
        browser.get("/accounts/email/")
        session.refresh_from_db()
        assert session.last_seen_at > start + dt.timedelta(minutes=10)


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (CHROME, "Chrome, Windows"),
        (IPHONE, "Safari, iPhone"),
        (f"{IPHONE} Line/13.0", "LINE, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox, Linux"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_devices_are_read_and_not_guessed(agent, said):
    assert device_of(agent) == said


def test_production_sends_cookies_over_https_only():
    """Read, not imported: production refuses to start without its secrets."""
    text = Path("config/settings/prod.py").read_text()
    assert "SESSION_COOKIE_SECURE = True" in text
    assert "CSRF_COOKIE_SECURE = True" in text


def test_cookie_of_a_session_is_out_of_reach_of_scripts_and_other_sites(ruoqing):
    answer = Client().post("/accounts/login/", {"login": ruoqing.email, "password": PASSWORD})
    cookie = answer.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["domain"]  # of this host alone: brands have hosts of their own


def test_leaving_ends_the_session_itself(browser):
    key = browser.session.session_key
    browser.post("/accounts/logout/")
    again = Client()
    again.cookies["sessionid"] = key
    assert not is_in(again)
