"""Asking for a community and deciding on it, in the browser and over REST."""

import json

import pytest
from django.urls import reverse

from communities.actions import approve_proposal, propose_community
from communities.models import Proposal
from home.api.views import BrandOut
from members.viewer import Viewer

MINE, DESK = "/@shanlan/me/communities/", "/@shanlan/manage/proposals/"
REST = "/api/v1/@shanlan/proposals/"
WORDS = {"name": "手沖研究社", "purpose": "一起練手沖。", "rules": "友善"}


def test_member_asks_and_reads_that_it_waits(cast, reviewing, page):
    browser = page(cast.member)
    assert "Start a community" in browser.get("/@shanlan/c/").content.decode()
    assert browser.post(MINE, WORDS).status_code == 302
    shown = browser.get(MINE).content.decode()
    assert "手沖研究社" in shown and "Waiting for a decision" in shown and "Withdraw" in shown


def test_what_was_typed_stays_beside_the_error(cast, reviewing, page):
    answer = page(cast.member).post(MINE, {"name": "手沖研究社", "purpose": ""})
    assert answer.status_code == 422 and "手沖研究社" in answer.content.decode()
    assert not Proposal.objects.exists()


def test_nobody_sees_the_offer_where_it_is_switched_off(cast, page):
    assert "Start a community" not in page(cast.member).get("/@shanlan/c/").content.decode()


def test_manager_opens_it_at_the_desk(cast, proposal, page):
    browser = page(cast.manager)
    assert "手沖研究社" in browser.get(DESK).content.decode()
    assert browser.post(f"{DESK}{proposal.public_id}/approve/").status_code == 302
    space = Proposal.objects.get().space
    shown = page(cast.guest).get(f"/@shanlan/c/{space.slug}/").content.decode()
    assert "Started by" in shown and "member" in shown


def test_the_later_decider_reads_that_it_is_decided(cast, proposal, page):
    approve_proposal(cast.owner, proposal)
    answer = page(cast.manager).post(f"{DESK}{proposal.public_id}/decline/", {"reason": "No."}, follow=True)
    assert "decided or withdrawn already" in answer.content.decode()


def test_declined_asker_reads_the_reason(cast, proposal, page):
    page(cast.owner).post(f"{DESK}{proposal.public_id}/decline/", {"reason": "There is one already."})
    assert "There is one already." in page(cast.member).get(MINE).content.decode()


def test_member_withdraws(cast, proposal, page):
    page(cast.member).post(f"{MINE}{proposal.public_id}/withdraw/")
    assert Proposal.objects.get().state == "withdrawn"


def test_community_of_a_forgotten_person_names_nobody(cast, proposal, page):
    space = approve_proposal(cast.owner, proposal).space
    Proposal.objects.filter(pk=proposal.pk).delete()
    assert "Started by a member" in page(cast.guest).get(f"/@shanlan/c/{space.slug}/").content.decode()


def test_owner_sets_it_on_the_settings_page(cast, brand, page):
    browser = page(cast.owner)
    fields = {"name": brand.name, "accent": brand.accent, "time_zone": brand.time_zone, "language": brand.language}
    answer = browser.post("/@shanlan/manage/settings/", {**fields, "version": 1, "member_communities": "review"})
    assert answer.status_code == 302
    brand.refresh_from_db()
    assert brand.member_communities == "review"


def send(browser, path: str, body: dict | None = None):
    return browser.post(path, json.dumps(body or {}), content_type="application/json")


def test_rest_asks_decides_and_withdraws(cast, reviewing, page):
    made = send(page(cast.member), REST, WORDS)
    assert (made.status_code, made.json()["state"]) == (201, "waiting")
    one = f"{REST}{made.json()['id']}/"
    assert page(cast.guest).get(one).status_code == 404
    opened = send(page(cast.owner), f"{one}approve/").json()
    assert opened["state"] == "opened" and opened["space"]
    late = send(page(cast.manager), f"{one}decline/", {"reason": "x"})
    assert (late.status_code, late.json()["code"]) == (409, "already_decided")


def test_rest_lists_ones_own_and_the_deciders_all(cast, proposal, page):
    propose_community(Viewer(cast.guest.user), name="x", purpose="x")
    assert len(page(cast.member).get(REST).json()["results"]) == 1
    assert len(page(cast.owner).get(f"{REST}?state=waiting").json()["results"]) == 2
    assert page(cast.owner).get(f"{REST}?state=nonsense").status_code == 422


@pytest.mark.parametrize("value", ["yes", "", None, 3, ["free"]])
def test_rest_refuses_another_setting(cast, brand, page, value):
    answer = page(cast.owner).patch(
        reverse("home-api:brand", kwargs={"brand_slug": "shanlan"}),
        json.dumps({"member_communities": value}),
        content_type="application/json",
    )
    assert answer.status_code == 422
    brand.refresh_from_db()
    assert brand.member_communities == "off"
    assert BrandOut(brand).data["member_communities"] == "off"
