"""Two owners at the same moment: on PostgreSQL with real threads, and a twin without the lock."""

import threading

import pytest

from core import locks
from core.errors import Conflict, NotAllowed
from members.actions import appoint, assign_brand_role, hand_over, request_erasure, work_on_due
from members.models import BrandMember, DataRequest
from members.viewer import Viewer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def second(account, brand):
    user = account("second")
    appoint(brand, user, "owner")
    return Viewer(user)


def fresh(viewer: Viewer) -> Viewer:
    return Viewer(viewer.user)


def record(viewer: Viewer) -> BrandMember:
    return BrandMember.objects.get(account=viewer.user)


def owners() -> int:
    return BrandMember.objects.filter(role="owner").count()


def leave(viewer: Viewer):
    return lambda: assign_brand_role(fresh(viewer), record(viewer), "")


def demote(viewer: Viewer, other: Viewer):
    return lambda: assign_brand_role(fresh(viewer), record(other), "editor")


WAYS = {
    "both leave": lambda one, two: (leave(one), leave(two)),
    "each demotes the other": lambda one, two: (demote(one, two), demote(two, one)),
    "one leaves, the other demotes them": lambda one, two: (leave(one), demote(two, one)),
    "one leaves and demotes": lambda one, two: (leave(one), demote(one, two)),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("_round", range(2))
def test_one_owner_stays(way, _round, cast, second, at_once):
    results = at_once(*WAYS[way](cast.owner, second))
    refused = [one for one in results if isinstance(one, Exception)]
    assert len(refused) == 1 and isinstance(refused[0], (NotAllowed, Conflict)), results
    assert owners() == 1


@pytest.mark.parametrize("_round", range(2))
def test_handing_over_while_the_other_leaves_keeps_an_owner(_round, cast, second, at_once):
    results = at_once(lambda: hand_over(fresh(cast.owner), record(cast.manager), stays=""), leave(second))
    assert not [one for one in results if isinstance(one, Exception)]
    assert owners() == 1


@pytest.mark.parametrize("_round", range(2))
def test_brand_is_handed_over_once(_round, cast, second, at_once):
    over = lambda one: lambda: hand_over(fresh(one), record(cast.manager), stays="")  # noqa: E731
    results = at_once(over(cast.owner), over(second))
    refused = [one for one in results if isinstance(one, Exception)]
    assert len(refused) == 1 and isinstance(refused[0], (NotAllowed, Conflict)), results
    assert owners() == 2


@pytest.mark.parametrize("_round", range(2))
def test_owner_is_not_forgotten_while_the_other_leaves(_round, cast, second, at_once, settings, tmp_path):
    settings.PLAZA_ERASURE_LEDGER = tmp_path
    request = request_erasure(cast.owner)
    DataRequest.objects.filter(pk=request.pk).update(due_at="2020-01-01T00:00:00Z")
    at_once(work_on_due, leave(second))
    assert owners() == 1


def test_without_the_lock_a_brand_is_left_without_an_owner(cast, second, at_once, monkeypatch):
    """The twin: each sees the other as owner until both have gone."""
    both = threading.Barrier(2, timeout=10)

    def unlocked(queryset, **_options):
        list(queryset)
        both.wait()
        return queryset

    monkeypatch.setattr(locks, "for_update", unlocked)
    assert at_once(*WAYS["both leave"](cast.owner, second)) and owners() == 0
