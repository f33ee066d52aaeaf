"""Invited addresses on pages and over REST: whole for their inviter, masked for others, the same whoever has them."""

from members.actions import create_invite_link, invite_address
from members.models import Invite
from members.queries import invites_of, name_of


def test_address_is_whole_for_its_inviter_only(cast, group):
    invite_address(cast.moderator, group, "new@example.com", name="Neighbour")
    invite = invites_of(cast.admin, group).get()
    assert name_of(cast.moderator, invite) == "Neighbour (new@example.com)"
    assert name_of(cast.admin, invite) == "Neighbour (n…@e….com)"


def test_address_is_no_more_than_a_link_for_the_rest_of_the_list(cast, group, page):
    invite_address(cast.moderator, group, "new@example.com")
    create_invite_link(cast.admin, group, source_label="Fair")
    shown = page(cast.admin).get("/@shanlan/g/roastery/invites/").content.decode()
    assert "n…@e….com" in shown and "new@example.com" not in shown and "Fair" in shown


def test_page_invites_and_says_what_is_wrong(cast, group, page):
    address = "/@shanlan/g/roastery/invites/by-email/"
    fields = {"to-email": "nobody", "to-name": "小禾", "to-role": "member", "to-days": "30"}
    answer = page(cast.moderator).post(address, fields)
    body = answer.content.decode()
    assert answer.status_code == 422 and "id_to-email_error" in body and "小禾" in body
    answer = page(cast.moderator).post(address, fields | {"to-email": "new@example.com"}, follow=True)
    assert "new@example.com" in answer.content.decode() and Invite.objects.get().name == "小禾"
    assert page(cast.member).post(address, fields).status_code == 403


def test_rest_answers_the_same_for_members_and_strangers(cast, group, page):
    def send(**fields):
        fields = {"space": group.public_id, **fields}
        return page(cast.moderator).post("/api/v1/@shanlan/invites/", fields, content_type="application/json")

    answers = [send(email=one).json() for one in ("new@example.com", "guest@example.com", "expert@example.com")]
    own = {"id", "email", "created_at", "expires_at"}
    assert len({str({key: value for key, value in one.items() if key not in own}) for one in answers}) == 1
    assert answers[1]["email"] == "guest@example.com" and answers[1]["member"] is None and answers[1]["code"] is None
    assert send(email="nobody").json()["code"] == "bad_address"
    both = send(email="new@example.com", member=cast.guest.member.public_id)
    assert both.status_code == 422 and both.json()["code"] == "one_of_two"
