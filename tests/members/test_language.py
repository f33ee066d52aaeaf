"""The language of a page: what was picked on this device, then what the account chose, then the browser's."""

import pytest


@pytest.fixture
def spoken(page, cast, community):
    """The `lang` of the plaza for this viewer, with these headers and cookies."""

    def look(viewer, **cookies: str) -> str:
        browser = page(viewer)
        for name, value in cookies.items():
            browser.cookies[name] = value
        answer = browser.get("/@shanlan/c/plaza/", headers={"Accept-Language": "zh-Hans"})
        return answer.headers["Content-Language"]

    return look


def test_account_brings_its_language_to_a_new_device(cast, spoken):
    cast.member.user.language = "zh-hant"
    cast.member.user.save()
    assert spoken(cast.member) == "zh-hant"


def test_what_was_picked_here_wins(cast, spoken):
    cast.member.user.language = "zh-hant"
    cast.member.user.save()
    assert spoken(cast.member, django_language="en") == "en"


def test_without_a_choice_the_browser_decides(cast, spoken):
    assert spoken(cast.member) == spoken(cast.anonymous) == "zh-hans"
