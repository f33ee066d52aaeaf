"""Whoever is banned from the brand keeps their rights over their own data, and nothing else."""

import pytest

from delivery.models import Delivery
from members.actions import ban_from_brand
from members.models import DataRequest
from members.viewer import Viewer

ROOT = "/@shanlan/me/privacy/"
API = "/api/v1/@shanlan/me"
EN = {"accept-language": "en"}


@pytest.fixture
def banned(life, cast, marker) -> Viewer:
    ban_from_brand(cast.manager, life.member, reason=f"{marker} threatened")
    return Viewer(life.viewer.user)


def test_notice_leads_to_what_is_known(banned, marker, page):
    browser = page(banned)
    notice = browser.get("/@shanlan/", headers=EN)
    assert notice.status_code == 403 and f'href="{ROOT}"' in notice.content.decode()
    shown = browser.get(ROOT, headers=EN)
    assert shown.status_code == 200
    words = shown.content.decode()
    assert f"{marker} bio" in words and "Regular" in words and "May we write to you?" in words
    assert f"{marker} threatened" in words and "Reason for the ban" in words


def test_their_pages_lead_nowhere_else(banned, page):
    browser = page(banned)
    for path in (ROOT, f"{ROOT}data/"):
        links = set(_links(browser.get(path).content.decode()))
        inside = {one.partition("?")[0] for one in links if one.startswith("/@shanlan/")}
        allowed = {"/@shanlan/", ROOT, f"{ROOT}data/", f"{ROOT}forget/"}
        assert {one for one in inside if not one.startswith("/@shanlan/theme")} <= allowed
    for path in (
        f"{ROOT}messages/",
        f"{ROOT}choices/",
        f"{ROOT}consent/",
        "/@shanlan/me/profile/",
        "/@shanlan/me/inbox/",
    ):
        assert browser.get(path).status_code == 403


def _links(words: str) -> list[str]:
    return [part.partition('"')[0] for part in words.split('href="')[1:]]


def test_they_take_their_data_along(banned, marker, page, work, settle):
    browser = page(banned)
    assert browser.post(f"{ROOT}data/export/").status_code == 302
    work()
    settle()
    request = DataRequest.objects.get()
    assert (request.state, request.member_id) == ("ready", banned.record.pk)
    assert Delivery.objects.filter(message__notice="export.ready", account=banned.user).exists()
    assert browser.post("/accounts/reauthenticate/", {"password": "correct-horse-battery"}).status_code == 302
    assert browser.get(f"{ROOT}data/{request.public_id}/file").status_code == 200


def test_they_are_forgotten_when_they_ask(banned, page, forget):
    browser = page(banned)
    browser.post("/accounts/reauthenticate/", {"password": "correct-horse-battery"})
    assert browser.get(f"{ROOT}forget/").status_code == 200
    asked = browser.post(f"{ROOT}forget/", {"scope": "brand", "posts": "remove", "sure": "on"})
    assert asked.status_code == 302
    assert forget(DataRequest.objects.get()).state == "done"
    assert Viewer(banned.user).record is None


def test_rest_is_open_to_the_same(banned, marker, page):
    browser = page(banned)
    assert browser.get(f"{API}/privacy/").json()["profile"]["ban_reason"] == f"{marker} threatened"
    assert browser.post(f"{API}/exports/", {}, content_type="application/json").status_code == 202
    change = browser.patch(f"{API}/privacy/", {"personal_targeting": False}, content_type="application/json")
    assert change.status_code == 403
