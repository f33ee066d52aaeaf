"""A passkey made and used in a real browser, with the authenticator that Chromium pretends to have."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.accounts.conftest import PASSWORD
from tests.browsers import chromium, needs_chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), needs_chromium]
SHOTS = os.environ.get("PLAZA_SHOTS", "")


class Visitor:
    def __init__(self, page: Page) -> None:
        self.page, self.complaints = page, []
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str, shot: str = "") -> Page:
        self.page.goto(path)
        self.shoot(shot)
        return self.page

    def shoot(self, name: str) -> None:
        if SHOTS and name:
            self.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)

    def send(self) -> None:
        with self.page.expect_navigation():
            self.page.locator("main form .btn-primary").first.click()

    def enter(self, email: str) -> None:
        self.go("/accounts/login/", "login")
        self.page.fill("#id_login", email)
        self.page.fill("#id_password", PASSWORD)
        self.send()

    def prove(self) -> None:
        self.page.fill("#id_password", PASSWORD)
        self.send()


@pytest.fixture(autouse=True)
def beside_the_loop(monkeypatch) -> None:
    """Playwright's own loop runs in this thread; the database is only touched between its calls."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(params=[("en", 1280), ("zh-hant", 390)] if SHOTS else [("en", 390)], ids=str)
def visitor(request, live_server) -> Iterator[Visitor]:
    lang, width = request.param
    with chromium() as browser:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844},
            extra_http_headers={"Accept-Language": lang},
        )
        page = context.new_page()
        found = Visitor(page)
        yield found
        context.close()
    assert found.complaints == []


def with_authenticator(page: Page) -> None:
    """As a phone with a fingerprint reader would be: keeps keys itself and has seen the finger."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_passkey_is_added_opens_the_account_and_steps_up(visitor, ruoqing):
    page = visitor.page
    with_authenticator(page)
    visitor.enter(ruoqing.email)
    visitor.go("/accounts/", "security-empty")
    visitor.go("/accounts/2fa/webauthn/add/", "prove")
    visitor.prove()
    visitor.shoot("passkey-add")
    page.fill("#id_name", "My phone")
    page.click("passkey-button button")
    page.wait_for_url("**/accounts/2fa/recovery-codes/")
    visitor.shoot("codes")
    assert page.locator(".codes li").count() == 10
    visitor.go("/accounts/", "security-key")
    assert page.get_by_text("My phone").is_visible()
    visitor.go("/accounts/sessions/", "sessions")
    page.context.clear_cookies(name="sessionid")

    visitor.go("/accounts/login/?next=/accounts/sessions/")
    page.click("passkey-button button")
    page.wait_for_url(lambda url: urlsplit(url).path == "/accounts/sessions/")
    page.context.clear_cookies(name="sessionid")

    visitor.enter(ruoqing.email)  # with the password, the passkey is the second step
    page.wait_for_url("**/accounts/2fa/authenticate/")
    visitor.shoot("second-step")
    page.click("passkey-button button")
    page.wait_for_url(lambda url: "authenticate" not in url)
    assert visitor.go("/accounts/").locator("h1").is_visible()
    assert "/accounts/login/" not in page.url

    visitor.go("/accounts/2fa/totp/activate/")
    visitor.page.goto("/accounts/2fa/webauthn/reauthenticate/?next=/accounts/2fa/totp/activate/")
    visitor.shoot("prove-passkey")
    page.click("passkey-button button")
    page.wait_for_url(lambda url: urlsplit(url).path == "/accounts/2fa/totp/activate/")
    visitor.shoot("totp")


def test_device_that_gives_no_key_is_said_so_on_the_page(visitor, ruoqing):
    page = visitor.page
    page.add_init_script(
        "navigator.credentials.get = async () => { throw new DOMException('no', 'NotAllowedError'); };"
    )
    visitor.go("/accounts/login/")
    page.click("passkey-button button")
    page.locator("[data-say=refused]").wait_for(state="visible")


def test_without_script_the_page_says_what_needs_it(live_server):
    with chromium() as browser:
        context = browser.new_context(
            base_url=live_server.url, java_script_enabled=False, extra_http_headers={"Accept-Language": "en"}
        )
        page = context.new_page()
        page.goto("/accounts/login/")
        assert page.get_by_text("Passkeys need JavaScript").is_visible()
        assert not page.locator("passkey-button button").is_visible()
        context.close()
