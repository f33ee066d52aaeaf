"""Letters to addresses without an account: leases, tries, a no for good, and how many a mailbox gets."""

import re

import pytest
from django.utils import timezone

from core import mailboxes
from delivery.actions import deliver_due, posting
from delivery.channels import email as channel
from delivery.models import Letter, RefusedAddress
from members.actions import invite_address


@pytest.fixture
def sent(cast, group):
    return invite_address(cast.admin, group, "new@example.com")


@pytest.fixture
def out(monkeypatch) -> list:
    """What left, as (address, subject)."""
    found: list = []
    monkeypatch.setattr(channel, "send_letter", lambda letter, shown: found.append(letter.address))
    return found


def test_letter_leaves_once_and_its_address_goes(sent, out):
    assert deliver_due() == 1
    assert deliver_due() == 0
    letter = Letter.objects.get()
    assert (out, letter.state, letter.address) == (["new@example.com"], "delivered", "")
    assert letter.digest == mailboxes.digest("plaza.letters", letter.brand_id, "NEW+x@example.com")


def test_leased_letter_is_nobody_elses(sent):
    assert len(posting._claim(10)) == 1
    assert posting._claim(10) == []


def test_late_worker_changes_nothing(sent):
    (late,) = posting._claim(10)
    Letter.objects.update(leased_until=timezone.now())
    (now,) = posting._claim(10)
    assert not posting._begin(late) and posting._begin(now)
    posting._store(late, "failed")
    assert Letter.objects.get().state == "handing_off"


def test_letter_of_a_dead_worker_may_have_arrived(sent, settings):
    settings.PLAZA_MAIL_CHANNEL = "smtp"
    (taken,) = posting._claim(10)
    posting._begin(taken)
    Letter.objects.update(leased_until=timezone.now())
    assert posting._claim(10) == []
    letter = Letter.objects.get()
    assert (letter.state, letter.error, letter.address) == ("uncertain", "worker_lost", "")


def test_failing_mail_server_is_tried_again_and_given_up_at_last(sent, monkeypatch):
    def refuse(*_args) -> None:
        raise OSError

    monkeypatch.setattr(channel, "send_letter", refuse)
    for _attempt in range(posting.MAX_ATTEMPTS):
        assert Letter.objects.get().address == "new@example.com"
        Letter.objects.update(due_at=timezone.now())
        deliver_due()
    letter = Letter.objects.get()
    assert (letter.state, letter.error, letter.address) == ("failed", "OSError", "")


def test_broken_letter_does_not_hold_up_the_others(cast, group, out, monkeypatch):
    for name in ("one", "two"):
        invite_address(cast.admin, group, f"{name}@example.com")

    def send(letter, shown) -> None:
        if letter.address.startswith("one"):
            raise KeyError("broken")
        out.append(letter.address)

    monkeypatch.setattr(channel, "send_letter", send)
    deliver_due()
    assert out == ["two@example.com"]


def test_mailbox_gets_few_letters_a_week(cast, group, secret, community, out):
    for inviter in (cast.admin, cast.moderator):
        for space in (group, secret, community):
            invite_address(inviter, space, "new@example.com")
    while deliver_due():
        pass
    assert len(out) == posting.MOST_PER_ADDRESS
    assert Letter.objects.filter(state="skipped").count() == 6 - posting.MOST_PER_ADDRESS


def test_no_is_for_good_and_for_this_brand(sent, cast, group, client, settings, tmp_path, out, monkeypatch):
    monkeypatch.undo()
    settings.PLAZA_MAIL_DIR = tmp_path
    deliver_due()
    text = next(tmp_path.glob("letter-*.eml")).read_text()
    path = re.search(r"http://testserver(/@shanlan/letters/none/[^>\s]+)>", text.replace("\n ", ""))[1]
    assert client.get(path).status_code == 200 and not RefusedAddress.objects.exists()
    for _twice in range(2):
        assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert client.post(path)["Location"].endswith("?done")
    assert RefusedAddress.objects.count() == 1
    invite_address(cast.moderator, group, "New+other@example.com")
    deliver_due()
    assert len(list(tmp_path.glob("letter-*.eml"))) == 1
    assert client.get(path.replace("shanlan", "chizhuan")).status_code == 404
    assert client.post(f"{path[:-4]}xyz/").status_code == 404
