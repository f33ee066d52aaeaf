"""The console's menu: entries by power, the sign-in before everything under manage/ and me/."""

import pytest
from django.urls import NoReverseMatch

from brands.links import brand_url
from config.console import MENU
from core.capabilities import catalogue


@pytest.fixture
def menu(page, cast):
    def urls(who, address="/@shanlan/manage/spaces/"):
        answer = page(getattr(cast, who)).get(address)
        return {
            item["url"].partition("manage/")[2].strip("/"): item["current"] for item in answer.context["console_menu"]
        }

    return urls


def test_owner_sees_keys_and_the_manager_does_not(menu):
    assert "keys" in menu("owner")
    assert "keys" not in menu("manager")
    assert {"spaces", "settings"} <= menu("manager").keys()


def test_space_admin_sees_what_they_may_do_in_their_spaces(menu):
    entries = menu("admin")
    assert {"spaces", "applications"} <= entries.keys()
    assert not {"settings", "keys", "members"} & entries.keys()


def test_page_at_hand_is_marked_once(menu):
    assert [name for name, current in menu("owner").items() if current] == ["spaces"]


@pytest.mark.parametrize(
    ("address", "entry"),
    [("proposals/", "spaces"), ("invites/", "staff"), ("tag-jobs/", "tags"), ("bans/", "members")],
)
def test_page_under_another_address_marks_the_entry_that_leads_there(menu, address, entry):
    assert [name for name, current in menu("owner", f"/@shanlan/manage/{address}").items() if current] == [entry]


def test_way_into_the_console_is_shown_to_those_who_have_business_there(page, cast, community):
    def shows_it(who):
        return ">Manage</a>" in page(getattr(cast, who)).get("/@shanlan/").content.decode()

    assert shows_it("owner") and shows_it("admin")
    assert not shows_it("member") and not shows_it("anonymous")


@pytest.mark.parametrize("address", ["manage/", "manage/no-such-page/", "me/wallet/", "manage/spaces/x/archive/"])
def test_visitor_is_sent_to_the_sign_in_and_comes_back(page, cast, brand, address):
    browser = page(cast.anonymous)
    answer = browser.get(f"/@shanlan/{address}")
    if answer.status_code != 404:  # an address that nobody mounted is nowhere to come back to
        assert answer["Location"] == f"/accounts/login/?next=/%40shanlan/{address}"


def test_menu_names_real_pages_and_powers(brand):
    for entry in MENU:
        assert entry.capability in catalogue, entry.capability
        try:
            brand_url(entry.url_name)
        except NoReverseMatch:
            pytest.fail(f"{entry.url_name} is not mounted")
