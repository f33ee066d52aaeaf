"""Addresses invited by several people at the same moment, on PostgreSQL with real threads."""

import time

import pytest

from core.errors import NotAllowed
from delivery.actions import letters
from delivery.models import Letter
from members.actions import addressing, invite_address
from members.models import Invite
from members.viewer import Viewer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def one_left(monkeypatch) -> None:
    """One letter fits into the brand's day; counting and writing lie apart."""

    def slowly(address: str) -> str:
        time.sleep(0.3)
        return address

    monkeypatch.setattr(addressing, "MOST_OF_BRAND", 1)
    monkeypatch.setattr(letters, "address_digest", slowly)


def two_at_once(at_once, cast, group) -> list:
    people = (cast.admin, cast.moderator)
    return at_once(
        *[
            lambda one=one, number=number: invite_address(Viewer(one.user), group, f"n{number}@example.com")
            for number, one in enumerate(people)
        ]
    )


def test_last_letter_of_the_day_is_sent_once(cast, group, at_once, one_left):
    answers = two_at_once(at_once, cast, group)
    assert sorted(type(one).__name__ for one in answers) == ["Invite", "TooManyLetters"]
    assert (Letter.objects.count(), Invite.objects.count()) == (1, 1)


def test_without_the_lock_both_are_sent(cast, group, at_once, one_left, monkeypatch):
    """The twin: if it held, the test above would prove nothing."""
    monkeypatch.setattr(letters, "_hold_count", lambda brand_id: None)
    answers = two_at_once(at_once, cast, group)
    assert not any(isinstance(one, NotAllowed) for one in answers)
    assert Letter.objects.count() == 2


def test_same_address_at_once_is_one_invitation(cast, group, at_once):
    same = [lambda: invite_address(Viewer(cast.admin.user), group, "new@example.com") for _one in range(4)]
    answers = at_once(*same)
    assert len({one.pk for one in answers}) == 1
    assert (Letter.objects.count(), Invite.objects.count()) == (1, 1)
