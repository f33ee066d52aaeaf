"""The size limit and the second group under many at once: on PostgreSQL with real threads, each with its lock-off twin."""

import time

import pytest
from django.db import connection
from django.db.models import F

from core import locks
from core.errors import Conflict
from members.actions import (
    apply_to_space,
    approve_application,
    ask_applicant,
    decide_many,
    fill_places,
    join_brand,
    memberships,
)
from members.models import Application, Membership
from members.viewer import Viewer
from spaces.models import Space

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
CROWD, FREE = 8, 3


@pytest.fixture
def people(account, brand, cast) -> list[Viewer]:
    found = [Viewer(account(f"person{number}")) for number in range(CROWD)]
    for one in found:
        join_brand(one, brand)
    return found


@pytest.fixture
def waiting(people, group) -> list[Application]:
    made = [apply_to_space(one, group, answers={"q1": "x"}) for one in people]
    Space.objects.filter(pk=group.pk).update(size_limit=group.member_count + FREE)
    return made


def approvals(cast, waiting) -> list:
    return [lambda one=one: approve_application(Viewer(cast.admin.user), one) for one in waiting]


def look_then_count(space) -> None:
    if Space.objects.get(pk=space.pk).is_full:
        raise Conflict(code="space_full")
    time.sleep(0.1)
    Space.objects.filter(pk=space.pk).update(member_count=F("member_count") + 1)


def test_approvals_at_once_never_pass_the_limit(cast, group, waiting, at_once):
    results = at_once(*approvals(cast, waiting))
    assert not [one for one in results if isinstance(one, Exception)]
    states = sorted(Application.objects.values_list("state", flat=True))
    assert states.count("approved") <= FREE and set(states) <= {"approved", "queued"}
    fill_places()  # whoever stood behind someone that had just taken their place
    assert Application.objects.filter(state="approved").count() == FREE
    group.refresh_from_db()
    assert group.member_count == group.size_limit
    assert Membership.objects.filter(space=group, state="active").count() == group.size_limit


def test_without_the_conditional_update_approvals_pass_the_limit(cast, group, waiting, at_once, monkeypatch):
    """The twin: looking first and counting afterwards lets too many in."""
    monkeypatch.setattr(memberships, "_take_place", look_then_count)
    at_once(*approvals(cast, waiting))
    group.refresh_from_db()
    assert group.member_count > group.size_limit


def test_places_are_filled_once_by_workers_side_by_side(cast, group, waiting, at_once):
    Space.objects.filter(pk=group.pk).update(size_limit=group.member_count)
    decide_many(cast.admin, [one.public_id for one in waiting], decision="approve")
    Space.objects.filter(pk=group.pk).update(size_limit=group.member_count + FREE)
    results = at_once(*[fill_places] * 4)
    assert not [one for one in results if isinstance(one, Exception)]
    fill_places()
    group.refresh_from_db()
    assert group.member_count == group.size_limit
    first = [one.pk for one in waiting[:FREE]]
    assert set(first) == set(Application.objects.filter(state="approved").values_list("pk", flat=True))


def appliers(people, group) -> list:
    return [lambda one=one: apply_to_space(Viewer(one.user), group, answers={"q1": "x"}) for one in people]


def test_many_who_come_to_a_full_group_at_once_open_one_sibling(people, group, at_once):
    Space.objects.filter(pk=group.pk).update(size_limit=group.member_count, when_full="sibling")
    group.refresh_from_db()
    results = at_once(*appliers(people, group))
    assert not [one for one in results if isinstance(one, Exception)]
    assert Space.objects.filter(sibling_of=group).count() == 1
    assert {one.space.slug for one in results} == {"roastery-2"}


def test_without_the_lock_somebody_fails_or_two_open(people, group, at_once, monkeypatch):
    """The twin: everybody sees no sibling and opens one."""
    Space.objects.filter(pk=group.pk).update(size_limit=group.member_count, when_full="sibling")
    group.refresh_from_db()
    monkeypatch.setattr(locks, "for_update", lambda queryset, **_options: queryset)
    results = at_once(*appliers(people, group))
    failed = [one for one in results if isinstance(one, Exception)]
    assert failed or Space.objects.filter(sibling_of=group).count() > 1


def test_two_admins_with_the_same_hundreds_decide_each_once(cast, group, waiting, at_once):
    Space.objects.filter(pk=group.pk).update(size_limit=None)
    ids = [one.public_id for one in waiting]
    mine, theirs = at_once(
        lambda: decide_many(Viewer(cast.admin.user), ids, decision="approve"),
        lambda: decide_many(Viewer(cast.owner.user), ids[::-1], decision="decline", reason="No."),
    )
    changed = [one.public_id for one in (*mine, *theirs) if one.changed]
    assert sorted(changed) == sorted(ids)


def test_asking_and_approving_at_once_leaves_one_state(cast, waiting, at_once):
    application = waiting[0]
    at_once(
        lambda: ask_applicant(Viewer(cast.owner.user), application, question="Which?"),
        lambda: approve_application(Viewer(cast.admin.user), application),
    )
    application.refresh_from_db()
    assert application.state == "approved"  # asking first or failing: an approval counts in both orders


def test_this_file_ran_on_postgresql():
    assert connection.vendor == "postgresql"
