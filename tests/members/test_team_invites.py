"""Roles in the brand, offered and accepted."""

import pytest

from activity.models import Activity
from core.errors import Conflict, Invalid, NotAllowed, NotVisible
from delivery.models import Letter
from delivery.queries import inbox_of, rendered
from members.actions import (
    accept_team_invite,
    appoint,
    ban_from_brand,
    decline_invite,
    invite_to_team,
    revoke_invite,
)
from members.models import BrandMember, Invite
from members.queries import invite_behind
from members.viewer import Viewer


def role_of(viewer) -> str:
    return BrandMember.objects.get(account=viewer.user).role


def test_offer_changes_nothing_until_it_is_accepted(cast, settle):
    offer = invite_to_team(cast.owner, "editor", member=cast.member.member)
    settle()
    cast.member.refresh()
    titles = [one.shown.title for one in rendered(list(inbox_of(cast.member)), cast.member) if one.shown]
    assert titles == ["owner invites you to the team of 山嵐咖啡"]
    assert role_of(cast.member) == ""
    assert accept_team_invite(cast.member, offer).role == "editor"
    assert cast.member.can("segment.view")
    assert Invite.objects.get().outcome == "accepted"
    assert Activity.objects.filter(verb="role.changed", detail__role="editor", actor_id=cast.member.actor_id).exists()
    with pytest.raises(NotVisible):
        accept_team_invite(cast.member, offer)


def test_stranger_takes_a_role_by_their_address(cast, settle, account, settings, tmp_path):
    settings.PLAZA_MAIL_DIR = tmp_path
    offer = invite_to_team(cast.owner, "editor", email="New@example.com", name="Kolumnist")
    settle()
    assert len(list(tmp_path.glob("letter-*.eml"))) == 1
    person = Viewer(account("new"))
    assert accept_team_invite(person, offer).role == "editor"
    assert BrandMember.objects.get(account=person.user).invited_by == cast.owner.member
    with pytest.raises(NotVisible):
        invite_behind(offer.code)


def test_nobody_but_the_owner_offers_roles_and_nobody_offers_the_brand(cast):
    for name in ("manager", "editor", "admin", "member", "outsider"):
        with pytest.raises(NotAllowed):
            invite_to_team(getattr(cast, name), "analyst", member=cast.guest.member)
    for role in ("owner", "", "admin", "emperor"):
        with pytest.raises(NotAllowed):
            invite_to_team(cast.owner, role, member=cast.guest.member)
    assert not Invite.objects.exists()


def test_offer_dies_with_the_power_of_its_inviter(cast, brand):
    offer = invite_to_team(cast.owner, "editor", member=cast.guest.member)
    appoint(brand, cast.manager.user, "owner")
    appoint(brand, cast.owner.user, "manager")
    with pytest.raises(NotVisible):
        accept_team_invite(cast.guest, offer)
    with pytest.raises(NotVisible):
        invite_behind(offer.code)
    assert role_of(cast.guest) == ""


def test_revoked_and_declined_offers_give_nothing(cast):
    for end in (lambda one: revoke_invite(cast.owner, one), lambda one: decline_invite(cast.guest, one)):
        offer = invite_to_team(cast.owner, "editor", member=cast.guest.member)
        end(offer)
        with pytest.raises(NotVisible):
            accept_team_invite(cast.guest, offer)
    assert role_of(cast.guest) == ""


def test_owner_cannot_lose_the_brand_by_an_offer(cast):
    offer = invite_to_team(cast.owner, "editor", email="owner@example.com")
    with pytest.raises(NotVisible):
        accept_team_invite(cast.owner, offer)
    assert role_of(cast.owner) == "owner"


def test_whoever_has_the_role_or_is_banned_is_offered_nothing(cast):
    for person, role in ((cast.owner, "manager"), (cast.editor, "editor")):
        with pytest.raises(Conflict):
            invite_to_team(cast.owner, role, member=person.member)
    ban_from_brand(cast.owner, cast.guest.member, reason="No.")
    with pytest.raises(Conflict):
        invite_to_team(cast.owner, "editor", member=cast.guest.member)
    assert not Invite.objects.exists()


def test_banned_after_the_offer_finds_nothing(cast):
    offer = invite_to_team(cast.owner, "editor", member=cast.guest.member)
    ban_from_brand(cast.owner, cast.guest.member, reason="No.")
    cast.guest.refresh()
    with pytest.raises(NotVisible):
        accept_team_invite(cast.guest, offer)


def test_same_offer_is_one_and_another_role_replaces_it(cast):
    first = invite_to_team(cast.owner, "editor", email="new@example.com")
    assert invite_to_team(cast.owner, "editor", email="NEW@example.com") == first
    second = invite_to_team(cast.owner, "agent", email="new@example.com")
    first.refresh_from_db()
    assert (first.outcome, second.brand_role, Letter.objects.count()) == ("replaced", "agent", 2)


@pytest.mark.parametrize("fields", [{}, {"email": "x"}, {"email": "a@example.com", "days": 0}, {"name": "\x00"}])
def test_nonsense_is_refused(cast, fields):
    with pytest.raises(Invalid):
        invite_to_team(cast.owner, "editor", **({"email": "a@example.com"} | fields if fields else {}))
    assert not Invite.objects.exists() and not Letter.objects.exists()


def test_page_offers_lists_and_withdraws(cast, page):
    browser = page(cast.owner)
    person = cast.member.member.public_id
    shown = browser.get(f"/@shanlan/manage/invites/?member={person}").content.decode()
    assert 'name="email"' not in shown and "A role for member" in shown
    sent = browser.post(f"/@shanlan/manage/invites/?member={person}", {"brand_role": "editor", "days": "14"})
    assert sent.status_code == 302
    offer = Invite.objects.get()
    assert "Editor" in browser.get(sent["Location"]).content.decode()
    browser.post(f"/@shanlan/manage/invites/{offer.public_id}/revoke/")
    offer.refresh_from_db()
    assert offer.outcome == "revoked"
    wrong = browser.post("/@shanlan/manage/invites/", {"email": "x", "brand_role": "owner", "days": "14"})
    assert wrong.status_code == 422


def test_page_says_which_offers_are_dead(cast, brand, page, account):
    invite_to_team(cast.owner, "editor", email="new@example.com")
    other = account("second-owner")
    appoint(brand, other, "owner")
    appoint(brand, cast.owner.user, "manager")
    assert "gives no roles any more" in page(Viewer(other)).get("/@shanlan/manage/invites/").content.decode()


def test_accepting_in_the_browser_leads_into_the_brand(cast, page):
    offer = invite_to_team(cast.owner, "editor", member=cast.guest.member)
    shown = page(cast.guest).get(f"/@shanlan/i/{offer.code}/").content.decode()
    assert "the team of 山嵐咖啡" in shown and "Editor" in shown
    answer = page(cast.guest).post(f"/@shanlan/i/{offer.code}/accept/")
    assert answer.status_code == 302 and role_of(cast.guest) == "editor"


def test_rest_offers_lists_and_accepts(cast, page):
    def send(who, address, **fields):
        return page(who).post(f"/api/v1/@shanlan/invites/{address}", fields, content_type="application/json")

    made = send(cast.owner, "", brand_role="editor", member=cast.guest.member.public_id)
    assert made.status_code == 201 and made.json()["brand_role"] == "editor" and made.json()["code"] is None
    assert send(cast.manager, "", brand_role="editor", email="a@example.com").status_code == 403
    assert send(cast.owner, "", brand_role="owner", email="a@example.com").status_code == 422
    assert send(cast.owner, "", brand_role="editor").json()["code"] == "one_of_two"
    assert send(cast.owner, "").json()["code"] == "required"
    listed = page(cast.owner).get("/api/v1/@shanlan/invites/").json()["results"]
    assert [one["id"] for one in listed] == [made.json()["id"]]
    assert page(cast.manager).get("/api/v1/@shanlan/invites/").json()["results"] == []
    code = Invite.objects.get().code
    assert send(cast.guest, f"by-code/{code}/accept/").status_code == 204
    assert send(cast.guest, f"by-code/{code}/accept/").status_code == 404
    assert role_of(cast.guest) == "editor"
