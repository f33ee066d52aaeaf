"""Inviting an address: who gets what, and that the inviter cannot tell."""

import email
import email.policy

import pytest

from core import clock
from core.errors import Invalid, NotAllowed, NotVisible
from delivery.models import Letter
from delivery.queries import inbox_of, rendered
from members.actions import (
    accept_invite,
    ban_from_brand,
    ban_from_space,
    invite_address,
    leave_space,
    request_erasure,
    revoke_invite,
    work_on_due,
)
from members.models import DataRequest, Invite, Membership
from members.queries import invites_of, name_of
from members.viewer import Viewer


@pytest.fixture
def mails(settings, tmp_path):
    settings.PLAZA_MAIL_DIR = tmp_path / "mail"

    def read() -> list:
        paths = sorted(settings.PLAZA_MAIL_DIR.glob("*.eml")) if settings.PLAZA_MAIL_DIR.exists() else []
        return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]

    return read


def said(letter) -> str:
    parts = (part.get_content() for part in letter.walk() if not part.is_multipart())
    return "\n".join([str(letter.items()), *parts])


def seen_by_inviter(viewer, space) -> list:
    found = invites_of(viewer, space)
    return [(one.kind, one.state, one.gives, one.uses, name_of(viewer, one)) for one in found]


def test_stranger_gets_a_letter_that_leads_in(cast, group, settle, mails, account):
    invite = invite_address(cast.moderator, group, " New@Example.com ", name="小禾")
    settle()
    (letter,) = mails()
    assert letter["To"] == "new@example.com" and "焙火室" in letter["Subject"]
    assert f"http://testserver/@shanlan/i/{invite.code}/" in said(letter)
    assert "小禾" not in said(letter)
    person = Viewer(account("new"))
    membership = accept_invite(person, invite)
    assert (membership.state, membership.source, membership.invited_by) == ("active", "invited", cast.moderator.member)
    assert Invite.objects.get().outcome == "accepted"
    assert Letter.objects.get().address == ""


def test_letter_to_a_secret_group_says_neither_its_name_nor_its_words(cast, secret, settle, mails, client):
    invite = invite_address(cast.admin, secret, "new@example.com")
    settle()
    shown = said(mails()[0]) + client.get(f"/@shanlan/i/{invite.code}/").content.decode()
    assert secret.name not in shown and "/g/lab" not in shown and "closed group" in shown


def test_page_of_a_secret_group_names_it_to_the_holder_only(cast, secret, page, account):
    invite = invite_address(cast.admin, secret, "new@example.com")
    address = f"/@shanlan/i/{invite.code}/"
    assert secret.name not in page(cast.guest).get(address).content.decode()
    assert secret.name in page(Viewer(account("new"))).get(address).content.decode()


def test_other_addresses_cannot_accept(cast, group):
    invite = invite_address(cast.admin, group, "new@example.com")
    with pytest.raises(NotAllowed) as caught:
        accept_invite(cast.guest, invite)
    assert caught.value.code == "other_address"


def test_address_that_is_not_verified_cannot_accept(cast, group, account):
    invite = invite_address(cast.admin, group, "new@example.com")
    person = account("new")
    person.emailaddress_set.update(verified=False)
    with pytest.raises(NotAllowed):
        accept_invite(Viewer(person), invite)


def test_member_of_the_brand_is_told_as_a_member(cast, group, settle, mails):
    invite = invite_address(cast.admin, group, "GUEST@example.com")
    settle()
    (letter,) = mails()
    assert letter["To"] == "guest@example.com" and letter["X-Plaza-Delivery"].endswith("-email")
    cast.guest.refresh()
    titles = [one.shown.title for one in rendered(list(inbox_of(cast.guest)), cast.guest) if one.shown]
    assert titles == ["admin invites you to 焙火室"]
    assert accept_invite(cast.guest, invite).state == "active"


def ban_in_brand(cast, group) -> None:
    ban_from_brand(cast.owner, cast.guest.member, reason="No.")


def ban_in_space(cast, group) -> None:
    ban_from_space(cast.admin, Membership.objects.select_related("space", "member").get(
        space=group, member=cast.member.member), reason="No.")  # fmt: skip


@pytest.mark.parametrize(
    ("address", "befall"),
    [
        ("nobody@example.com", None),
        ("guest@example.com", None),
        ("expert@example.com", None),
        ("outsider@example.com", None),
        ("guest@example.com", ban_in_brand),
        ("guest+again@example.com", ban_in_brand),
        ("member@example.com", ban_in_space),
    ],
)
def test_inviter_sees_the_same_whoever_stands_behind_it(cast, group, settle, address, befall):
    if befall:
        befall(cast, group)
    invite_address(cast.moderator, group, address)
    settle()
    assert seen_by_inviter(cast.moderator, group) == [("email", "open", "Member", 0, address)]
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("befall", [ban_in_brand, ban_in_space])
@pytest.mark.parametrize("spelling", ["{}", "{}+other"])
def test_banned_address_gets_no_letter(cast, group, settle, mails, befall, spelling):
    befall(cast, group)
    settle()
    before = len(mails())
    name = "guest" if befall is ban_in_brand else "member"
    invite_address(cast.moderator, group, f"{spelling.format(name)}@example.com")
    settle()
    assert len(mails()) == before
    assert Letter.objects.get().state == "skipped"


def test_address_of_a_banned_and_forgotten_person_gets_no_letter(cast, group, settle, mails):
    ban_from_brand(cast.owner, cast.guest.member, reason="No.")
    cast.guest.refresh()
    request_erasure(cast.guest, scope="account", keep_posts=False)
    DataRequest.objects.update(due_at=clock.now())
    while work_on_due():
        pass
    settle()
    before = len(mails())
    invite_address(cast.moderator, group, "guest@example.com")
    settle()
    assert len(mails()) == before


def test_revoked_before_it_left_no_letter_goes(cast, group, settle, mails):
    revoke_invite(cast.moderator, invite_address(cast.moderator, group, "new@example.com"))
    settle()
    assert mails() == []


def test_inviter_who_left_sends_nothing_any_more(cast, group, settle, mails):
    invite = invite_address(cast.moderator, group, "new@example.com")
    leave_space(cast.moderator, group)
    settle()
    assert mails() == []
    with pytest.raises(NotVisible):
        accept_invite(cast.guest, invite)


def test_twice_is_one_invitation_and_another_inviter_has_their_own(cast, group, settle, mails, account):
    first = invite_address(cast.moderator, group, "new@example.com")
    assert invite_address(cast.moderator, group, "new@example.com") == first
    other = invite_address(cast.admin, group, "new@example.com")
    assert other != first and Letter.objects.count() == 2
    accept_invite(Viewer(account("new")), first)
    other.refresh_from_db()
    assert other.outcome == "replaced"


def test_another_role_replaces_the_invitation(cast, group):
    first = invite_address(cast.admin, group, "new@example.com")
    second = invite_address(cast.admin, group, "new@example.com", role="expert")
    first.refresh_from_db()
    assert (first.outcome, second.role) == ("replaced", "expert")


def test_moderator_gives_no_role_above_a_member(cast, group):
    with pytest.raises(NotAllowed):
        invite_address(cast.moderator, group, "new@example.com", role="expert")
    assert not Invite.objects.exists() and not Letter.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"email": ""},
        {"email": "nobody"},
        {"email": "a@b"},
        {"email": "a@example.com\nBcc: b@example.com"},
        {"email": "\x00@example.com"},
        {"email": "a" * 250 + "@example.com"},
        {"email": "a@example.com, b@example.com"},
        {"name": "n" * 41},
        {"name": "\x00"},
        {"days": 0},
        {"days": 10**6},
        {"source_label": "x" * 41},
    ],
)
def test_nonsense_is_refused_and_nothing_is_stored(cast, group, fields):
    with pytest.raises(Invalid) as caught:
        invite_address(cast.admin, group, **{"email": "new@example.com", **fields})
    assert set(caught.value.fields) == set(fields)
    assert not Invite.objects.exists() and not Letter.objects.exists()


@pytest.mark.parametrize("name", ["Win at evil.com", "www evil", "call 0912345678", "ｅｖｉｌ．ｃｏｍ", "a@b"])
def test_name_that_could_carry_a_link_stays_out_of_the_letter(cast, group, settle, mails, name):
    cast.moderator.member.display_name = name
    cast.moderator.member.save()
    invite_address(cast.moderator, group, "new@example.com")
    settle()
    assert name not in said(mails()[0]) and "A member invites you" in said(mails()[0])
