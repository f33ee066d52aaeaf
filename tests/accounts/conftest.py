"""People at the entrance, with real sign-ins: forms, sessions and codes as a browser sends them."""

from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from accounts.models import User
from tests.accounts.provider import CLIENT, SECRET, Provider

PASSWORD = "correct-horse-battery"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Safari/604.1"


def code_of(secret: str, ahead: int = 0) -> str:
    """What an authenticator app shows; `ahead` steps of half a minute later."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2] + ahead))


def sign_in(user: User, agent: str = CHROME, client: Client | None = None) -> Client:
    browser = client or Client(headers={"User-Agent": agent})
    browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return browser


def prove(browser: Client) -> Client:
    """Type the password once more, as changes ask for it."""
    assert browser.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return browser


def set_up_app(browser: Client) -> str:
    """Adds an authenticator app to a browser that has proved itself; its secret."""
    secret = browser.get("/accounts/2fa/totp/activate/").context["form"].secret
    assert browser.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)}).status_code == 302
    return secret


@pytest.fixture
def ruoqing(account: Callable[..., User]) -> User:
    return account("ruoqing")


@pytest.fixture
def browser(ruoqing: User) -> Client:
    return sign_in(ruoqing)


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    made = Provider()
    app = {"provider_id": "google", "name": "Google", "client_id": CLIENT, "secret": SECRET}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [app | {"settings": {"server_url": made.url}}]},
        "facebook": {"APPS": [{"client_id": CLIENT, "secret": SECRET}], "SCOPE": ["email"], "FIELDS": ["id", "email"]},
    }
    yield made
    made.stop()
