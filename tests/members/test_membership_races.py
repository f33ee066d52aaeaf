"""Joining, deciding, removing and writing at once: on PostgreSQL with real threads, each limit with its lock-off twin."""

import threading
import time

import pytest
from django.db import connection, transaction
from django.db.models import F

from activity.models import Activity
from core import clock, locks
from core.errors import Conflict, NotAllowed
from members.actions import (
    apply_to_space,
    approve_application,
    assign_role,
    decline_application,
    hold_standing,
    join_brand,
    join_space,
    leave_space,
    memberships,
    note_inspection,
    remove_member,
    standing,
)
from members.models import BrandMember, Membership
from members.viewer import Viewer
from spaces.models import Space

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def fresh(viewer: Viewer) -> Viewer:
    """The same person in another request."""
    return Viewer(viewer.user)


def outcome(results) -> list[str]:
    return sorted(getattr(one, "code", type(one).__name__) for one in results)


def test_of_two_admins_at_once_one_decides(cast, group, at_once):
    application = apply_to_space(cast.guest, group, answers={"q1": "Filter."})
    results = at_once(
        lambda: approve_application(fresh(cast.admin), application),
        lambda: decline_application(fresh(cast.owner), application, reason="Later."),
    )
    assert outcome(results) == ["Application", "already_decided"]
    decided = Activity.objects.filter(verb__in=["application.approved", "application.declined"])
    assert decided.count() == 1
    belongs = Membership.objects.filter(space=group, member=cast.guest.member, state="active").exists()
    assert belongs == decided.filter(verb="application.approved").exists()


def test_two_approvals_at_once_admit_once(cast, group, at_once):
    application = apply_to_space(cast.guest, group, answers={"q1": "Filter."})
    before = Space.objects.get(pk=group.pk).member_count
    results = at_once(
        *[lambda who=who: approve_application(fresh(who), application) for who in (cast.admin, cast.owner)]
    )
    assert outcome(results) == ["Application", "already_decided"]
    assert Space.objects.get(pk=group.pk).member_count == before + 1
    assert Activity.objects.filter(verb="member.joined", detail__source="applied").count() == 1


def test_one_person_joining_twice_at_once_is_one_member(account, brand, community, at_once):
    user = account("ruoqing")
    results = at_once(*[lambda: join_space(Viewer(user), community) for _ in range(4)])
    assert outcome(results) == ["Membership"] * 4
    assert BrandMember.objects.filter(account=user).count() == 1
    assert Membership.objects.filter(member__account=user).count() == 1
    assert Space.objects.get(pk=community.pk).member_count == 1
    assert Activity.objects.filter(verb="member.joined").count() == 1
    assert Activity.objects.filter(verb="member.joined_brand").count() == 1


def test_applying_twice_at_once_waits_once(account, brand, group, at_once):
    group.listed_publicly = True
    group.save()
    user = account("ruoqing")
    results = at_once(*[lambda: apply_to_space(Viewer(user), group, answers={"q1": "Filter."}) for _ in range(3)])
    assert outcome(results) == ["Application", "already_applied", "already_applied"]


CROWD = 20


@pytest.fixture
def crowd(account, brand) -> list[Viewer]:
    people = [Viewer(account(f"person{number}")) for number in range(CROWD)]
    for one in people:
        join_brand(one, brand)
    return people


def test_last_free_place_goes_to_one_of_twenty(crowd, community, at_once):
    Space.objects.filter(pk=community.pk).update(size_limit=1)
    results = at_once(*[lambda one=one: join_space(fresh(one), community) for one in crowd])
    assert outcome(results) == ["Membership", *["space_full"] * (CROWD - 1)]
    assert Membership.objects.filter(space=community, state="active").count() == 1
    assert Space.objects.get(pk=community.pk).member_count == 1


def test_without_the_conditional_update_the_limit_breaks(crowd, community, at_once, monkeypatch):
    """The twin: looking first and counting afterwards lets several in. If this passed without harm, the test above proves nothing."""
    Space.objects.filter(pk=community.pk).update(size_limit=1)

    def look_then_count(space) -> None:
        if Space.objects.get(pk=space.pk).is_full:
            raise Conflict(code="space_full")
        time.sleep(0.1)
        Space.objects.filter(pk=space.pk).update(member_count=F("member_count") + 1)

    monkeypatch.setattr(memberships, "_take_place", look_then_count)
    at_once(*[lambda one=one: join_space(fresh(one), community) for one in crowd])
    assert Space.objects.get(pk=community.pk).member_count > 1


def test_numbers_of_members_are_unique_and_without_gaps(crowd, community, at_once):
    at_once(*[lambda one=one: join_space(fresh(one), community) for one in crowd])
    numbers = Membership.objects.filter(space=community).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, CROWD + 1))
    assert Space.objects.get(pk=community.pk).member_count == CROWD


def test_leaving_and_being_removed_at_once_count_once(cast, group, at_once):
    before = Space.objects.get(pk=group.pk).member_count
    membership = Membership.objects.select_related("space", "member").get(space=group, member=cast.member.member)
    at_once(
        lambda: leave_space(fresh(cast.member), group),
        lambda: remove_member(fresh(cast.admin), membership),
    )
    assert Space.objects.get(pk=group.pk).member_count == before - 1
    assert Activity.objects.filter(verb__in=["member.left", "member.removed"]).count() == 1


def test_two_admins_who_remove_each_other_leave_one(cast, group, at_once):
    mine = Membership.objects.select_related("space", "member").get(space=group, member=cast.admin.member)
    theirs = Membership.objects.select_related("space", "member").get(space=group, member=cast.expert.member)
    assign_role(cast.admin, theirs, "admin")
    results = at_once(
        lambda: remove_member(fresh(cast.admin), theirs),
        lambda: remove_member(fresh(cast.expert), mine),
    )
    assert [one for one in results if isinstance(one, Exception)] == [
        one for one in results if isinstance(one, NotAllowed)
    ]
    assert Membership.objects.filter(space=group, role="admin", state="active").count() == 1


class Write:
    """A member's write that holds its standing, stops before the commit, and says what became of it."""

    def __init__(self, viewer: Viewer, space: Space) -> None:
        self.viewer, self.space = viewer, space
        self.holds, self.may_end = threading.Event(), threading.Event()
        self.ended_at = 0.0

    def __call__(self) -> None:
        assert self.viewer.belongs_to(self.space)
        with transaction.atomic():
            hold_standing(self.viewer, self.space)
            self.holds.set()
            self.may_end.wait(1)
            self.ended_at = time.monotonic()


def removal_during(write: Write, cast, group, at_once) -> float:
    """When the removal returned."""
    membership = Membership.objects.select_related("space", "member").get(space=group, member=cast.member.member)

    def remove() -> float:
        write.holds.wait(10)
        threading.Timer(0.3, write.may_end.set).start()
        remove_member(fresh(cast.admin), membership)
        return time.monotonic()

    return at_once(write, remove)[1]


def test_removal_waits_for_a_write_that_began_before(cast, group, at_once):
    write = Write(fresh(cast.member), group)
    assert removal_during(write, cast, group, at_once) >= write.ended_at


def test_without_the_shared_lock_a_write_ends_after_the_removal(cast, group, at_once, monkeypatch):
    """The twin: nothing makes the removal wait, so something appears after it has returned."""
    monkeypatch.setattr(locks, "for_share", lambda model, pk: None)
    write = Write(fresh(cast.member), group)
    assert removal_during(write, cast, group, at_once) < write.ended_at


def test_write_after_a_removal_is_refused_even_with_powers_loaded_before(cast, group):
    viewer = fresh(cast.member)
    assert viewer.belongs_to(group)
    membership = Membership.objects.select_related("space", "member").get(space=group, member=cast.member.member)
    remove_member(cast.admin, membership)
    with pytest.raises(NotAllowed) as caught, transaction.atomic():
        hold_standing(viewer, group)
    assert caught.value.code == "standing_changed"


def test_ban_between_looking_and_joining_holds(cast, community):
    viewer = fresh(cast.guest)
    assert viewer.belongs_to(community)
    leave_space(viewer, community)
    Membership.objects.filter(space=community, member=viewer.member).update(state="banned", ended_at=clock.now())
    with pytest.raises(NotAllowed) as caught:
        join_space(viewer, community)
    assert caught.value.code == "banned"


def test_this_file_ran_on_postgresql():
    assert connection.vendor == "postgresql"


def test_page_and_its_pictures_at_once_are_one_look(cast, group, at_once):
    at_once(*[lambda: note_inspection(fresh(cast.manager), group) for _ in range(5)])
    assert Activity.objects.filter(verb="space.inspected").count() == 1


def test_without_the_lock_a_look_is_noted_over_and_over(cast, group, at_once, monkeypatch):
    """The twin: everybody asks before anybody has written."""
    asked = threading.Barrier(5)
    real = standing._noted_today

    def late(*about):
        found = real(*about)
        asked.wait(5)
        return found

    monkeypatch.setattr(standing, "_noted_today", late)
    monkeypatch.setattr(locks, "for_update", lambda queryset, **options: queryset)
    at_once(*[lambda: note_inspection(fresh(cast.manager), group) for _ in range(5)])
    assert Activity.objects.filter(verb="space.inspected").count() > 1
