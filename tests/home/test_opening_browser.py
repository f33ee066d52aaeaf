"""From an empty install to a group with questions, in a real browser, with script and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from core.tenancy import across_brands
from spaces.models import Space
from tests.browsers import needs_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]
SAVE = ".desk-actions .btn-primary"


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(request, browser, live_server) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 390, "height": 844},
        java_script_enabled=request.param,
        extra_http_headers={"Accept-Language": "en"},
    )
    yield context.new_page()
    context.close()


def test_owner_sets_up_an_install_and_opens_a_group(page):
    page.goto("/")
    page.fill("#id_display_name", "明哲")
    page.fill("#id_email", "owner@example.com")
    page.fill("#id_password", "mist over the hill")
    page.click("main .btn-primary")
    page.fill("#id_name", "Mist Coffee")
    page.click("main .btn-primary")
    page.wait_for_url("**/@mist-coffee/")

    page.goto("/@mist-coffee/manage/groups/new/")
    page.fill("#id_name", "Roastery")
    page.click("main .btn-primary")
    page.wait_for_url("**/manage/spaces/**")
    page.fill("#id_about", "A small table beside the roaster.")
    page.click("button[name=rows][value=add]")
    page.fill("#id_questions-0-label", "How do you drink coffee?")
    page.click("button[name=rows][value=add]")
    page.fill("#id_questions-1-label", "A mistake")
    page.click("button[name=rows][value='1']")
    assert page.locator("#id_questions-1-label").count() == 0
    assert page.input_value("#id_about") == "A small table beside the roaster."
    page.click(SAVE)
    page.get_by_text("Saved.").wait_for()

    page.click("button[popovertarget=confirm-archive]")
    page.click("#confirm-archive .btn-danger")
    page.get_by_role("button", name="Restore this space").wait_for()
    with across_brands("a test"):
        space = Space.objects.get()
    assert [one["label"] for one in space.questions] == ["How do you drink coffee?"]
    assert space.is_archived
