"""One file and several workers at the same moment, on PostgreSQL with real threads."""

import time

import pytest

from activity.models import Activity
from members.actions import confirm_batch, invite_from_files, invite_jobs, preview_batch
from members.models import Invite, InviteBatch

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROWS = 8


@pytest.fixture
def confirmed(cast, group) -> InviteBatch:
    data = "email\n" + "".join(f"n{number}@example.com\n" for number in range(ROWS))
    return confirm_batch(cast.moderator, preview_batch(cast.moderator, group, data.encode()))


def test_of_many_workers_one_invites_each_row_once(confirmed, at_once):
    answers = at_once(*[invite_from_files for _worker in range(4)])
    assert sorted(answers) == [False, False, False, True]
    confirmed.refresh_from_db()
    assert (confirmed.state, confirmed.rows_done, Invite.objects.count()) == ("done", ROWS, ROWS)


def test_without_the_lease_several_work_on_it(confirmed, at_once, monkeypatch):
    """The twin: looking without taking. If it held, the test above would prove nothing."""

    def look() -> InviteBatch | None:
        waiting = InviteBatch.objects.select_related("brand", "space", "made_by__account").filter(state="running")
        found = waiting.first()
        time.sleep(0.3)
        return found

    monkeypatch.setattr(invite_jobs, "_claim", look)
    assert sum(one is True for one in at_once(*[invite_from_files for _worker in range(4)])) > 1


def test_confirmed_twice_at_once_is_confirmed_once(cast, group, at_once):
    batch = preview_batch(cast.moderator, group, b"email\nnew@example.com\n")
    answers = at_once(*[lambda: confirm_batch(cast.moderator, batch) for _two in range(2)])
    assert {one.state for one in answers} == {"running"}
    assert Activity.objects.filter(verb="invites.confirmed").count() == 1
