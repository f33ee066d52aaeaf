"""A ban while the person writes, joins or is let in: on PostgreSQL with real threads, each with its lock-off twin."""

import threading
import time

import pytest
from django.db import transaction

from core import locks
from core.errors import Conflict, NotAllowed
from members.actions import (
    apply_to_space,
    approve_application,
    ban_from_brand,
    ban_from_space,
    hold_standing,
    join_space,
)
from members.models import Membership
from members.viewer import Viewer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def fresh(viewer: Viewer) -> Viewer:
    return Viewer(viewer.user)


class Write:
    """A member's write that holds its standing, stops before the commit, and says when it ended."""

    def __init__(self, viewer: Viewer, space) -> None:
        self.viewer, self.space = viewer, space
        self.holds, self.may_end = threading.Event(), threading.Event()
        self.ended_at = 0.0

    def __call__(self) -> None:
        assert self.viewer.member is not None
        with transaction.atomic():
            hold_standing(self.viewer, self.space)
            self.holds.set()
            self.may_end.wait(1)
            self.ended_at = time.monotonic()


def ban_during(write: Write, ban, at_once) -> float:
    """When the ban returned."""

    def act() -> float:
        write.holds.wait(10)
        threading.Timer(0.3, write.may_end.set).start()
        ban()
        return time.monotonic()

    return at_once(write, act)[1]


def bans(cast, group):
    mine = Membership.objects.select_related("space", "member").get(space=group, member=cast.member.member)
    return {
        "space": lambda: ban_from_space(fresh(cast.admin), mine, reason="x"),
        "brand": lambda: ban_from_brand(fresh(cast.manager), cast.member.member, reason="x"),
    }


@pytest.mark.parametrize("kind", ["space", "brand"])
def test_ban_waits_for_a_write_that_began_before(kind, cast, group, at_once):
    write = Write(fresh(cast.member), group)
    assert ban_during(write, bans(cast, group)[kind], at_once) >= write.ended_at


@pytest.mark.parametrize("kind", ["space", "brand"])
def test_without_the_shared_lock_a_write_ends_after_the_ban(kind, cast, group, at_once, monkeypatch):
    """The twin: nothing makes the ban wait, so something appears after it has returned."""
    monkeypatch.setattr(locks, "for_share", lambda model, pk: None)
    write = Write(fresh(cast.member), group)
    assert ban_during(write, bans(cast, group)[kind], at_once) < write.ended_at


def test_brand_ban_waits_for_a_write_that_rests_on_no_membership(cast, at_once):
    """Claiming a coupon of the whole brand, applying: the record itself is held."""
    write = Write(fresh(cast.guest), None)
    ban = lambda: ban_from_brand(fresh(cast.manager), cast.guest.member, reason="x")  # noqa: E731
    assert ban_during(write, ban, at_once) >= write.ended_at


@pytest.mark.parametrize("kind", ["space", "brand"])
def test_write_after_a_ban_is_refused_even_with_powers_loaded_before(kind, cast, group):
    viewer = fresh(cast.member)
    assert viewer.belongs_to(group)
    bans(cast, group)[kind]()
    with pytest.raises(NotAllowed), transaction.atomic():
        hold_standing(viewer, group)


@pytest.mark.parametrize("_round", range(5))
def test_ban_and_joining_at_once_never_leave_a_banned_member(_round, cast, group, community, at_once):
    application = apply_to_space(cast.guest, group, answers={"q1": "x"})
    results = at_once(
        lambda: ban_from_brand(fresh(cast.manager), cast.guest.member, reason="x"),
        lambda: approve_application(fresh(cast.admin), application),
        lambda: join_space(fresh(cast.guest), community),
    )
    failed = [one for one in results if isinstance(one, Exception)]
    assert all(isinstance(one, (NotAllowed, Conflict)) for one in failed), failed
    assert not Membership.objects.filter(member=cast.guest.record, state="active").exists()
