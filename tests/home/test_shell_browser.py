"""The shell in a real browser: with script, without it, and under the policy that forbids anything inline."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import ConsoleMessage, Page

from tests.browsers import needs_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]
LOGIN = "/accounts/login/"


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(request, browser, live_server) -> Iterator[Page]:
    """The same steps with and without JavaScript, at phone width."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 390, "height": 844},
        java_script_enabled=request.param,
        extra_http_headers={"Accept-Language": "en"},
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
    yield page
    context.close()
    assert complaints == []


def is_complaint(message: ConsoleMessage) -> bool:
    """A form that failed is 422, which Chromium notes in the console."""
    return message.type == "error" and "status of 422" not in message.text


def test_visitor_changes_theme_and_language(page):
    page.goto(LOGIN)
    page.click("[popovertarget=menu-lang]")
    page.click("#menu-lang button[value=dark]")
    page.wait_for_selector("html[data-theme=dark]")
    page.goto(LOGIN)
    assert page.get_attribute("html", "data-theme") == "dark"
    page.click("[popovertarget=menu-lang]")
    page.click("#menu-lang button[value=zh-hans]")
    page.wait_for_selector("html[lang=zh-Hans]")
    assert page.url.endswith(LOGIN)


def test_form_that_failed_leads_to_its_fields(page):
    page.goto("/accounts/signup/")
    page.click("main .btn-primary")
    page.wait_for_selector("[role=alert]")
    page.click("[role=alert] a >> nth=0")
    assert page.evaluate("location.hash") == "#id_display_name"


def test_nothing_scrolls_sideways_at_320_pixels(page):
    page.set_viewport_size({"width": 320, "height": 700})
    for path in (LOGIN, "/accounts/signup/", "/accounts/password/reset/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_whole_entrance_works_by_keyboard(page, account):
    user = account("ruoqing")
    page.goto(f"{LOGIN}?next=/accounts/email/")
    page.focus("#id_login")
    page.keyboard.type(user.email)
    page.keyboard.press("Tab")
    page.keyboard.type("correct-horse-battery")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1 >> text=E-mail addresses")


def test_enter_that_accepts_a_character_never_sends_the_form(browser, live_server):
    page = browser.new_page(base_url=live_server.url)
    page.goto(LOGIN)
    press = """(composing) => document.querySelector("#id_login").dispatchEvent(
        new KeyboardEvent("keydown", { key: "Enter", isComposing: composing, cancelable: true, bubbles: true }))"""
    assert page.evaluate(press, True) is False
    assert page.evaluate(press, False) is True
    page.close()
