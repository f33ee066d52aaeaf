"""Two owners change the powers at the same moment: on PostgreSQL, and a twin without the lock."""

import threading

import pytest

from core import locks
from core.errors import Conflict
from members.actions import set_role_powers
from members.models import RolePowers
from members.viewer import Viewer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ONE, OTHER = {"post.hide": {"moderator": False}}, {"post.pin": {"moderator": False}}


def both(cast, at_once):
    return at_once(*(lambda one=one: set_role_powers(Viewer(cast.owner.user), one, version=1) for one in (ONE, OTHER)))


@pytest.mark.parametrize("_round", range(3))
def test_one_wins_and_the_other_hears_of_it(_round, brand, cast, at_once):
    RolePowers.objects.create(brand=brand, version=1)
    results = both(cast, at_once)
    assert [isinstance(one, Conflict) for one in results].count(True) == 1, results
    assert RolePowers.objects.get().version == 2


@pytest.mark.parametrize("_round", range(2))
def test_first_change_ever_happens_once(_round, cast, at_once):
    results = at_once(
        *(lambda one=one: set_role_powers(Viewer(cast.owner.user), one, version=0) for one in (ONE, OTHER))
    )
    assert [isinstance(one, Conflict) for one in results].count(True) == 1, results
    assert RolePowers.objects.get().version == 1


def test_without_the_lock_one_change_is_lost_in_silence(brand, cast, at_once, monkeypatch):
    """The twin: both read version 1, and the second writes over the first."""
    RolePowers.objects.create(brand=brand, version=1)
    met = threading.Barrier(2, timeout=10)

    class Unlocked:
        def __init__(self, rows):
            self.rows = rows

        def get(self):
            row = self.rows.get()
            met.wait()
            return row

    monkeypatch.setattr(locks, "for_update", lambda rows, **_options: Unlocked(rows))
    assert not [one for one in both(cast, at_once) if isinstance(one, Exception)]
