"""Each fact gets one position and is read once by each reader; what fails is set aside, never lost."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, transaction

from activity import dispatch, queries
from activity.actions import record
from activity.dispatch import BatchSize, Reader, dispatch_batch
from activity.models import Activity, DeadLetter
from activity.verbs import catalogue
from core import locks

pytestmark = pytest.mark.django_db


class BreaksOn:
    """A reader that does database work and raises on some numbers until it is mended."""

    def __init__(self, *numbers: int) -> None:
        self.bad, self.kept = set(numbers), []

    def __call__(self, facts) -> None:
        for fact in facts:
            if fact.detail.get("number") in self.bad:
                raise ValueError("no such thing")
        self.kept += [fact.detail["number"] for fact in facts]


def waiting_letters() -> list[tuple[str, int]]:
    letters = DeadLetter.objects.filter(replayed_at=None).select_related("activity").order_by("id")
    return [(letter.reader, letter.activity.detail["number"]) for letter in letters]


@pytest.fixture
def numbered(fact):
    dispatch_all({})
    for number in range(10):
        fact(number)


def dispatch_all(readers, limit=None) -> None:
    while dispatch_batch(readers, limit):
        pass


def test_positions_follow_each_other_and_every_fact_is_read_once(numbered, log, seen):
    dispatch_all({"seen": Reader(seen)}, limit=3)

    assert seen.batches == [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9]]
    positions = [position for position, _number in log()]
    assert positions == list(range(positions[0], positions[0] + 10))


def test_a_reader_sees_only_its_verbs(numbered, seen):
    dispatch_all({"deaf": Reader(seen, frozenset(["other.verb"]))})

    assert seen.batches == []


def test_one_bad_fact_is_set_aside_and_the_rest_is_read(numbered, seen):
    fragile = BreaksOn(4)
    dispatch_all({"fragile": Reader(fragile), "seen": Reader(seen)})

    assert fragile.kept == [0, 1, 2, 3, 5, 6, 7, 8, 9]
    assert waiting_letters() == [("fragile", 4)]
    assert seen.numbers == list(range(10))
    assert queries.dead_letters() == 1


def test_letters_are_replayed_by_a_command_after_the_reader_was_mended(numbered, settings, monkeypatch, capsys):
    fragile = BreaksOn(4, 7)
    monkeypatch.setattr(dispatch, "TEST_READERS", {"fragile": Reader(fragile)}, raising=False)
    settings.PLAZA_READERS = "activity.dispatch.TEST_READERS"
    dispatch_all(None)
    fragile.bad = {7}
    call_command("replay_letters")

    assert "1 replayed, 1 still failing" in capsys.readouterr().out
    assert waiting_letters() == [("fragile", 7)]
    assert sorted(fragile.kept) == [0, 1, 2, 3, 4, 5, 6, 8, 9]


def test_work_of_a_failed_batch_is_rolled_back_before_it_is_read_one_by_one(numbered):
    def writes_then_breaks(facts) -> None:
        for one in facts:
            DeadLetter.objects.create(reader="written", activity=one, error="")
            if one.detail["number"] == 9:
                raise ValueError("the last one")

    dispatch_all({"writes": Reader(writes_then_breaks)})

    assert DeadLetter.objects.filter(reader="written").count() == 9


def test_a_passing_fault_rolls_the_batch_back_and_sets_nothing_aside(numbered, seen, log, monkeypatch):
    def unlucky(facts) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(locks, "is_transient", lambda error: True)
    with pytest.raises(OperationalError):
        dispatch_batch({"seen": Reader(seen), "unlucky": Reader(unlucky)})

    assert DeadLetter.objects.count() == 0
    assert {position for position, _number in log()} == {None}


def test_a_position_is_set_once(numbered):
    dispatch_all({})
    with pytest.raises(DatabaseError), transaction.atomic():
        Activity.objects.filter(verb="test.happened").update(position=None)


@pytest.mark.parametrize("change", [{"verb": "test.other"}, {"actor_id": 7}, {"detail": {}}])
def test_nothing_else_of_a_fact_ever_changes(numbered, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        Activity.objects.filter(verb="test.happened", position=None).update(**change)


def test_text_does_not_belong_in_the_log(brand, happened):
    with pytest.raises(TypeError), transaction.atomic():
        record(catalogue[happened], said="a" * 41)
    with pytest.raises(TypeError), transaction.atomic():
        record(catalogue[happened], said=["a list"])


@pytest.mark.django_db(transaction=True)
def test_a_fact_needs_the_transaction_of_its_action(happened):
    with pytest.raises(RuntimeError):
        record(catalogue[happened])


def test_nothing_to_read_takes_no_lock(db, django_assert_num_queries):
    dispatch_all({})
    with django_assert_num_queries(1):
        assert dispatch_batch({}) == 0


def test_a_slow_batch_on_sqlite_makes_the_next_one_smaller():
    size = BatchSize()
    size.took(1.0, 200)
    assert size.now == 20
    size.took(0.01, 20)
    assert size.now == 40
    size.took(0.0, 40)
    size.took(0.0, 80)
    size.took(0.0, 160)
    assert size.now == 200
    size.took(9.0, 5)
    assert size.now == dispatch.SQLITE_LEAST
