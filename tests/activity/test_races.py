"""Dispatchers at once, facts out of id order, deadlocks: on PostgreSQL with real threads, each with its lock-off twin."""

import threading

import pytest
from django.db import connection, transaction

from activity import dispatch
from activity.dispatch import Reader, dispatch_batch
from activity.models import Activity, DeadLetter
from activity.tasks import dispatch as dispatch_task
from core import locks
from core.tenancy import across_brands

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
FACTS = 60


@pytest.fixture
def recorded(fact):
    while dispatch_batch({}):
        pass
    for number in range(FACTS):
        fact(number)


class MeetsRival:
    """Reads, then waits for the rival to have read as well; alone it goes on after a moment."""

    def __init__(self, seen) -> None:
        self.seen, self.barrier = seen, threading.Barrier(2)

    def __call__(self, facts) -> None:
        self.seen(facts)
        try:
            self.barrier.wait(0.2)
        except threading.BrokenBarrierError:
            self.barrier.reset()


def until_empty(reader):
    def run() -> int:
        read, idle = 0, 0
        while idle < 20:
            count = dispatch_batch({"seen": Reader(reader)}, 10)
            read += count
            idle = 0 if count else idle + 1
        return read

    return run


def positions(log) -> list[int]:
    return [position for position, _number in log()]


def test_two_dispatchers_at_once_read_each_fact_once(recorded, seen, at_once, log):
    reader = MeetsRival(seen)
    read = at_once(until_empty(reader), until_empty(reader))

    assert sum(read) == FACTS
    assert sorted(seen.numbers) == list(range(FACTS))
    first = positions(log)[0]
    assert positions(log) == list(range(first, first + FACTS))


def test_row_locks_alone_still_read_each_fact_once(recorded, seen, at_once, monkeypatch):
    """SKIP LOCKED is the second guard: without the named lock a rival may be refused a position, but reads nothing twice."""
    monkeypatch.setattr(locks, "try_lock", lambda name: True)
    reader = MeetsRival(seen)
    at_once(until_empty(reader), until_empty(reader))
    until_empty(reader)()

    with across_brands("counting in a test"):
        assert not Activity.objects.filter(position=None).exists()


def test_twin_without_locks_reads_facts_twice(recorded, seen, at_once, monkeypatch):
    monkeypatch.setattr(locks, "try_lock", lambda name: True)
    monkeypatch.setattr(locks, "claim", lambda queryset: queryset)
    claimed = threading.Barrier(2)
    give = dispatch._give_positions

    def give_after_both_claimed(facts) -> None:
        claimed.wait(10)
        seen(facts)
        give(facts)

    monkeypatch.setattr(dispatch, "_give_positions", give_after_both_claimed)
    results = at_once(lambda: dispatch_batch({}, 10), lambda: dispatch_batch({}, 10))

    assert seen.numbers.count(0) == 2
    assert any(isinstance(result, Exception) for result in results)  # the log itself refuses the second position


@pytest.fixture
def late_commit(fact):
    """A fact takes its id first and commits after another one: `late_commit(between)`."""

    def run(between) -> None:
        taken, go = threading.Event(), threading.Event()

        def slow() -> None:
            try:
                with transaction.atomic():
                    fact(1)
                    taken.set()
                    go.wait(10)
            finally:
                connection.close()

        thread = threading.Thread(target=slow)
        thread.start()
        taken.wait(10)
        fact(2)
        between()
        go.set()
        thread.join(10)
        between()

    return run


def test_facts_that_commit_out_of_id_order_are_all_read(late_commit, seen, log):
    while dispatch_batch({}):
        pass
    late_commit(lambda: dispatch_batch({"seen": Reader(seen)}))

    assert seen.numbers == [2, 1]
    assert [number for _position, number in log()] == [2, 1]


def test_twin_with_a_watermark_on_ids_skips_a_fact(late_commit, seen):
    while dispatch_batch({}):
        pass
    with across_brands("the naive way, in a test"):
        watermark = [Activity.objects.order_by("-id").values_list("id", flat=True).first() or 0]

        def read_above_watermark() -> None:
            facts = list(Activity.objects.filter(id__gt=watermark[0]).order_by("id"))
            seen(facts)
            watermark[0] = max([watermark[0], *(one.pk for one in facts)])

        late_commit(read_above_watermark)

    assert seen.numbers == [2]


class CrossesRival:
    """Takes two named locks in an order that deadlocks with a rival, the first time only."""

    def __init__(self, seen) -> None:
        self.seen, self.tries = seen, 0
        self.mine, self.theirs = threading.Event(), threading.Event()

    def __call__(self, facts) -> None:
        self.tries += 1
        if self.tries == 1:
            _take(1, "SET LOCAL deadlock_timeout = '50ms'")  # so that the dispatcher is the one that gives way
            self.mine.set()
            self.theirs.wait(10)
            _take(2)
        self.seen(facts)

    def rival(self) -> None:
        with transaction.atomic():
            self.mine.wait(10)
            _take(2, "SET LOCAL deadlock_timeout = '30s'")
            self.theirs.set()
            _take(1)


def _take(key: int, *before: str) -> None:
    with connection.cursor() as cursor:
        for statement in before:
            cursor.execute(statement)
        cursor.execute("SELECT pg_advisory_xact_lock(4711, %s)", [key])


def test_a_deadlock_is_tried_again_and_never_set_aside(recorded, seen, at_once, settings, monkeypatch):
    reader = CrossesRival(seen)
    monkeypatch.setattr(dispatch, "TEST_READERS", {"crosses": Reader(reader)}, raising=False)
    settings.PLAZA_READERS = "activity.dispatch.TEST_READERS"
    read, rival = at_once(dispatch_task, reader.rival)

    assert rival is None
    assert read == FACTS
    assert reader.tries == 2
    assert seen.numbers == list(range(FACTS))
    assert DeadLetter.objects.count() == 0


def test_a_lost_connection_is_tried_again(recorded, seen, settings, monkeypatch):
    def cut_once(facts) -> None:
        if not seen.batches:
            seen([])
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        seen(facts)

    monkeypatch.setattr(dispatch, "TEST_READERS", {"cut": Reader(cut_once)}, raising=False)
    settings.PLAZA_READERS = "activity.dispatch.TEST_READERS"
    assert dispatch_task() == FACTS

    assert seen.numbers == list(range(FACTS))
    assert DeadLetter.objects.count() == 0
