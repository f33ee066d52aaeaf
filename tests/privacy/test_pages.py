"""The pages of one's own privacy, the desk of it, the way in from a letter, and REST."""

import re

import pytest

from delivery.models import Delivery, Preference
from members.actions import request_export, set_consent_text
from members.models import Consent, DataRequest

ROOT = "/@shanlan/me/privacy/"


@pytest.fixture
def proved(page):
    """`proved(viewer)`: a browser in which the password was given a moment ago."""

    def sign_in(viewer):
        client = page(viewer)
        given = client.post("/accounts/reauthenticate/", {"password": "correct-horse-battery"})
        assert given.status_code == 302
        return client

    return sign_in


def test_everything_that_is_known_is_on_the_page(life, marker, page):
    shown = page(life.viewer).get(ROOT).content.decode()
    for words in (f"{marker} name", f"{marker} bio", f"{marker} town", f"{marker} tea", f"{marker} link"):
        assert words in shown
    assert "Regular" in shown and f"{marker} comes often" in shown
    assert "May we write to you?" in shown and "Text version 1" in shown
    assert "山嵐廣場" in shown


def test_messages_say_why(life, page):
    shown = page(life.viewer).get(f"{ROOT}messages/").content.decode()
    assert "My applications and memberships" in shown and "焙火室" in shown
    assert "E-mail" in shown


def test_choices_are_saved_together(life, page):
    client = page(life.viewer)
    assert client.post(f"{ROOT}choices/", {"on": ["coupon.inbox"]}).status_code == 302
    life.member.refresh_from_db()
    assert life.member.personal_targeting_objected_at is not None
    assert not Consent.objects.filter(member=life.member, withdrawn_at=None).exists()
    assert Preference.objects.get(account=life.viewer.user, kind="coupon", channel="inbox").wanted
    client.post(f"{ROOT}choices/", {"consent": ["news"], "targeting": "1"})
    life.member.refresh_from_db()
    assert life.member.personal_targeting_objected_at is None
    assert Consent.objects.filter(member=life.member, withdrawn_at=None).count() == 1


def test_whoever_arrives_is_asked_once(cast, community, page):
    set_consent_text(cast.owner, "news", "May we write to you?")
    client = page(cast.outsider)
    answer = client.post("/@shanlan/c/plaza/join/")
    assert answer.status_code == 302 and "/me/privacy/consent/?next=" in answer["Location"]
    assert "May we write to you?" in client.get(answer["Location"]).content.decode()
    missing = client.post(answer["Location"], {"next": "/@shanlan/c/plaza/"})
    assert missing.status_code == 422 and "Choose one of the two." in missing.content.decode()
    done = client.post(answer["Location"], {"next": "/@shanlan/c/plaza/", "news": "no"})
    assert done["Location"] == "/@shanlan/c/plaza/"
    assert client.get(answer["Location"]).status_code == 302
    assert Consent.objects.get(member__account=cast.outsider.user).source == "asked"


def test_next_leads_nowhere_else(cast, page):
    answer = page(cast.member).get(f"{ROOT}consent/?next=https://evil.example/")
    assert answer["Location"] == "/@shanlan/"


def test_download_asks_for_the_password_again(life, page, proved, work):
    request = request_export(life.viewer)
    work()
    url = f"{ROOT}data/{request.public_id}/file"
    asked = page(life.viewer).get(url)
    assert asked.status_code == 302 and asked["Location"].startswith("/accounts/reauthenticate/?next=")
    got = proved(life.viewer).get(url)
    assert got.status_code == 200 and b"".join(got.streaming_content).startswith(b"PK")
    assert got["Content-Disposition"].startswith("attachment") and "no-store" in got["Cache-Control"]


def test_nobody_elses_archive(life, cast, proved, work):
    request = request_export(life.viewer)
    work()
    url = f"{ROOT}data/{request.public_id}/file"
    assert proved(cast.guest).get(url).status_code == 404
    assert proved(cast.owner).get(url).status_code == 403


def test_deletion_is_asked_with_its_consequences_and_taken_back(life, page, proved):
    assert page(life.viewer).get(f"{ROOT}forget/").status_code == 302
    client = proved(life.viewer)
    assert "It begins in 48 hours" in client.get(f"{ROOT}forget/").content.decode()
    kept = client.post(f"{ROOT}forget/", {"scope": "account", "posts": "nameless"})
    assert kept.status_code == 422 and "Tick this to go on." in kept.content.decode()
    assert re.search(r'value="account"[^>]*checked', kept.content.decode())
    assert client.post(f"{ROOT}forget/", {"scope": "brand", "posts": "nameless", "sure": "on"}).status_code == 302
    request = DataRequest.objects.get(kind="erasure")
    assert (request.scope, request.keep_posts, request.state) == ("brand", True, "waiting")
    again = client.post(f"{ROOT}forget/", {"scope": "brand", "posts": "remove", "sure": "on"})
    assert again.status_code == 422
    assert "Take it back" in client.get(f"{ROOT}data/").content.decode()
    client.post(f"{ROOT}data/{request.public_id}/withdraw/")
    request.refresh_from_db()
    assert request.state == "withdrawn"


def test_nobody_takes_back_anothers_deletion(life, cast, proved, page):
    client = proved(life.viewer)
    client.post(f"{ROOT}forget/", {"scope": "brand", "posts": "remove", "sure": "on"})
    request = DataRequest.objects.get(kind="erasure")
    assert page(cast.guest).post(f"{ROOT}data/{request.public_id}/withdraw/").status_code == 404
    assert page(cast.owner).post(f"{ROOT}data/{request.public_id}/withdraw/").status_code == 403


def test_planned_deletion_is_told_to_the_person(life, proved, settle):
    proved(life.viewer).post(f"{ROOT}forget/", {"scope": "brand", "posts": "remove", "sure": "on"})
    settle()
    assert Delivery.objects.filter(message__notice="erasure.requested", account=life.viewer.user).count() == 2


def test_last_owner_reads_why_not(cast, proved):
    answer = proved(cast.owner).get(f"{ROOT}forget/")
    assert answer.status_code == 200 and "last owner" in answer.content.decode()
    refused = proved(cast.owner).post(f"{ROOT}forget/", {"scope": "brand", "posts": "remove", "sure": "on"})
    assert refused.status_code == 422 and not DataRequest.objects.exists()


def test_whoever_never_joined_can_still_ask(cast, page):
    client = page(cast.outsider)
    assert client.get(ROOT).status_code == 200
    assert client.post(f"{ROOT}data/export/").status_code == 302
    assert DataRequest.objects.get().member is None


def test_desk_shows_deadlines_and_no_content(life, marker, cast, page, work):
    request_export(life.viewer)
    shown = page(cast.manager).get("/@shanlan/manage/privacy/").content.decode()
    assert f"{marker} name" in shown and "Waiting" in shown
    assert f"{marker} bio" not in shown and life.viewer.user.email not in shown


def test_words_of_a_consent_are_written_on_the_desk(cast, page):
    client = page(cast.owner)
    url = "/@shanlan/manage/privacy/consents/news/"
    assert client.post(url, {"body": "x" * 2001}).status_code == 422
    assert client.post(url, {"body": "May we?"}).status_code == 302
    assert "May we?" in client.get(url).content.decode()
    assert client.get("/@shanlan/manage/privacy/consents/other/").status_code == 404
