"""Inviting from a file: nothing before it is confirmed, exactly that afterwards, and every row says what became of it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from core.errors import Conflict, NotAllowed, NotVisible
from delivery.models import Letter
from members.actions import (
    addressing,
    assign_role,
    confirm_batch,
    drop_batch,
    forget_batches,
    invite_address,
    invite_from_files,
    preview_batch,
    revoke_invite,
)
from members.models import Invite, InviteBatch, InviteRow, Membership
from members.queries.invite_batches import get_batch

GOOD = b"email,name\none@example.com,One\ntwo@example.com,Two\n"


def verdicts(batch) -> list[str]:
    return [one.verdict for one in batch.rows.order_by("line")]


def test_nothing_happens_before_it_is_confirmed_and_exactly_that_after(cast, group):
    batch = preview_batch(cast.moderator, group, GOOD, source_label="Fair")
    assert not Invite.objects.exists() and not Letter.objects.exists()
    assert not invite_from_files()
    for _twice in range(2):
        assert confirm_batch(cast.moderator, batch).state == "running"
    assert invite_from_files() and not invite_from_files()
    made = Invite.objects.order_by("id").values_list("email", "name", "role", "source_label", "invited_by")
    by = cast.moderator.actor_id
    assert list(made) == [
        ("one@example.com", "One", "member", "Fair", by),
        ("two@example.com", "Two", "member", "Fair", by),
    ]
    batch.refresh_from_db()
    assert (batch.state, batch.rows_done, batch.percent, Letter.objects.count()) == ("done", 2, 100, 2)


def test_every_row_says_what_is_wrong_with_it(cast, group):
    invite_address(cast.moderator, group, "old@example.com")
    lines = [
        "email,name,role",
        "a@example.com,A,",
        "A@Example.com,again,",
        "nobody,B,",
        ",C,",
        "old@example.com,D,",
        f"e@example.com,{'n' * 41},",
        "f@example.com,F,admin",
        "g@example.com,G,emperor",
        "h@example.com,H,member,more",
        "i@example.com",
        "=HYPERLINK(1),J,",
        "k@example.com,=1+1,",
        "l@example.com,\x00,",
        "guest@example.com,member of the brand,",
        "member@example.com,member of the space,",
        f"{'m' * (1024 * 1024)}@example.com,M,",
        "z@example.com,Z,MEMBER",
    ]
    batch = preview_batch(cast.moderator, group, "\n".join(lines).encode())
    assert verdicts(batch) == [
        "ok", "repeated", "bad_address", "no_address", "invited", "bad_name", "bad_role", "bad_role", "ragged", "ok",
        "bad_address", "ok", "bad_name", "ok", "ok", "unreadable", "ok",
    ]  # fmt: skip
    assert (batch.rows_total, batch.rows_good) == (17, 6)
    assert max(len(one.email) for one in batch.rows.all()) <= 254


def test_admin_gives_roles_and_a_moderator_does_not(cast, group):
    data = b"email,role\na@example.com,expert\n"
    assert verdicts(preview_batch(cast.admin, group, data)) == ["ok"]
    assert verdicts(preview_batch(cast.moderator, group, data)) == ["bad_role"]


def test_another_preview_replaces_the_first(cast, group):
    first = preview_batch(cast.moderator, group, GOOD)
    preview_batch(cast.moderator, group, GOOD)
    assert not InviteBatch.objects.filter(pk=first.pk).exists()
    assert InviteRow.objects.count() == 2


def test_members_by_setting_send_no_files_and_nobody_reads_those_of_others(cast, group):
    group.members_invite = True
    group.save()
    with pytest.raises(NotAllowed):
        preview_batch(cast.member, group, GOOD)
    batch = preview_batch(cast.moderator, group, GOOD)
    for other in (cast.admin, cast.owner, cast.guest, cast.anonymous):
        with pytest.raises(NotVisible):
            get_batch(other, batch.public_id)
        with pytest.raises(NotVisible):
            confirm_batch(other, batch)


def test_preview_is_over_after_an_hour_and_its_rows_go(cast, group):
    batch = preview_batch(cast.moderator, group, GOOD)
    InviteBatch.objects.update(created_at=clock.now() - dt.timedelta(hours=1, seconds=1))
    with pytest.raises(Conflict) as caught:
        confirm_batch(cast.moderator, batch)
    assert caught.value.code == "preview_over"
    forget_batches()
    assert not InviteBatch.objects.exists() and not InviteRow.objects.exists()


def test_rows_are_erased_a_week_after_the_work(cast, group):
    batch = preview_batch(cast.moderator, group, GOOD)
    confirm_batch(cast.moderator, batch)
    invite_from_files()
    forget_batches()
    assert InviteRow.objects.count() == 2
    InviteBatch.objects.update(finished_at=clock.now() - dt.timedelta(days=8))
    forget_batches()
    assert InviteBatch.objects.get().rows_done == 2 and not InviteRow.objects.exists()


def test_nothing_good_is_not_confirmed_and_what_is_confirmed_not_thrown_away(cast, group):
    batch = preview_batch(cast.moderator, group, b"email\nnobody\n")
    with pytest.raises(Conflict):
        confirm_batch(cast.moderator, batch)
    drop_batch(cast.moderator, batch)
    batch = confirm_batch(cast.moderator, preview_batch(cast.moderator, group, GOOD))
    with pytest.raises(Conflict):
        drop_batch(cast.moderator, batch)


def test_rights_are_asked_for_every_row(cast, group):
    batch = preview_batch(cast.moderator, group, GOOD)
    confirm_batch(cast.moderator, batch)
    mine = Membership.objects.select_related("space", "member").get(space=group, member=cast.moderator.member)
    assign_role(cast.admin, mine, "member")
    invite_from_files()
    assert {one.outcome for one in batch.rows.all()} == {"refused"}
    assert not Invite.objects.exists()


def test_day_without_letters_left_is_waited_for(cast, group, monkeypatch):
    monkeypatch.setattr(addressing, "MOST_OF_BRAND", 1)
    batch = preview_batch(cast.moderator, group, GOOD)
    confirm_batch(cast.moderator, batch)
    invite_from_files()
    batch.refresh_from_db()
    assert (batch.state, batch.rows_done, batch.waits_for_tomorrow, Invite.objects.count()) == ("running", 1, True, 1)
    Letter.objects.update(created_at=clock.now() - dt.timedelta(days=2))
    InviteBatch.objects.update(due_at=clock.now())
    invite_from_files()
    batch.refresh_from_db()
    assert (batch.state, batch.rows_done, Invite.objects.count()) == ("done", 2, 2)


def test_late_worker_changes_nothing(cast, group):
    from members.actions import invite_jobs

    confirm_batch(cast.moderator, preview_batch(cast.moderator, group, GOOD))
    late = invite_jobs._claim()
    assert invite_jobs._claim() is None
    InviteBatch.objects.update(leased_until=clock.now())
    assert invite_from_files()
    for one in Invite.objects.select_related("space"):
        revoke_invite(cast.moderator, one)
    assert not invite_jobs._some(late)
    assert Invite.objects.count() == 2


def test_pages_preview_confirm_and_hand_out_the_result(cast, group, page):
    browser = page(cast.moderator)
    data = "email;name\none@example.com;=cmd|calc\nnobody;小禾\n".encode("utf-8-sig")
    sent = browser.post(
        "/@shanlan/g/roastery/invites/file/",
        {"file": SimpleUploadedFile("people.csv", data), "days": "30"},
    )
    assert sent.status_code == 302
    shown = browser.get(sent["Location"]).content.decode()
    assert "Not an e-mail address" in shown and "nobody" in shown and "one@example.com" not in shown
    assert "one@example.com" in browser.get(f"{sent['Location']}?rows=all").content.decode()
    assert browser.post(f"{sent['Location']}confirm/")["Location"] == sent["Location"]
    assert "hx-trigger" in browser.get(sent["Location"]).content.decode()
    invite_from_files()
    assert "Done" in browser.get(sent["Location"], headers={"HX-Request": "true"}).content.decode()
    sheet = b"".join(browser.get(f"{sent['Location']}result.csv")).decode("utf-8-sig")
    assert "'=cmd|calc" in sheet and "Invited" in sheet
    assert page(cast.admin).get(sent["Location"]).status_code == 404


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({}, "file"),
        ({"text": "x"}, "file"),
        ({"text": "email\n"}, "file"),
        ({"text": "email\na@b.tw", "days": ""}, "days"),
    ],
)
def test_page_says_what_is_wrong_with_a_file(cast, group, page, fields, where):
    answer = page(cast.moderator).post("/@shanlan/g/roastery/invites/file/", {"days": "30", **fields})
    assert answer.status_code == 422 and f'id="id_{where}_error"' in answer.content.decode()
    assert not InviteBatch.objects.exists()


def test_rest_goes_the_same_two_steps(cast, group, page):
    browser, root = page(cast.moderator), "/api/v1/@shanlan/invite-batches/"
    body = {"space": group.public_id, "text": GOOD.decode()}
    made = browser.post(root, body, content_type="application/json")
    assert made.status_code == 201 and made.json()["rows_good"] == 2
    place = f"{root}{made.json()['id']}/"
    rows = browser.get(f"{place}rows/").json()["results"]
    assert [(one["line"], one["email"], one["verdict"]) for one in rows] == [
        (2, "one@example.com", "ok"),
        (3, "two@example.com", "ok"),
    ]
    assert browser.post(f"{place}confirm/").status_code == 202
    invite_from_files()
    assert browser.get(place).json()["state"] == "done"
    assert browser.post(f"{place}drop/").status_code == 409
    file = SimpleUploadedFile("people.csv", GOOD)
    again = browser.post(root, {"space": group.public_id, "file": file})
    assert again.status_code == 201 and again.json()["rows_good"] == 0  # they are invited by now
    wrong = browser.post(root, {"space": group.public_id, "text": "\ufffd"}, content_type="application/json")
    assert wrong.status_code == 422 and wrong.json()["code"] == "no_email_column"
