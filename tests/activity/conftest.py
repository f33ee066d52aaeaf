"""Facts to dispatch, and threads with their own connections to race with."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connections, transaction

from activity.actions import record
from activity.models import Activity
from activity.verbs import catalogue, declare
from core import tenancy
from core.tenancy import across_brands


@pytest.fixture
def happened() -> Iterator[str]:
    """A verb of nobody's."""
    yield declare("test.happened").name
    del catalogue["test.happened"]


@pytest.fixture
def fact(brand, happened) -> Callable[..., Activity]:
    """Record one fact, committed unless the caller holds a transaction open."""

    def make(number: int = 0) -> Activity:
        with tenancy.activate(brand), transaction.atomic():
            return record(catalogue[happened], number=number)

    return make


@pytest.fixture
def log(brand) -> Callable[[], list[tuple[int | None, int]]]:
    """(position, number) of the test's facts, by position."""

    def read() -> list[tuple[int | None, int]]:
        with across_brands("reading the log in a test"):
            rows = Activity.objects.filter(verb="test.happened").order_by("position", "id")
            return [(row.position, row.detail["number"]) for row in rows]

    return read


class Seen:
    """A reader that remembers in memory what it was given, in batches."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []

    def __call__(self, facts) -> None:
        self.batches.append([fact.detail["number"] for fact in facts if fact.verb == "test.happened"])

    @property
    def numbers(self) -> list[int]:
        return [number for batch in self.batches for number in batch]


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def at_once() -> Callable[..., list]:
    """Run functions in threads at the same time; return what they returned or raised."""

    def run(*works: Callable[[], object]) -> list:
        results: list = [None] * len(works)

        def one(index: int, work: Callable[[], object]) -> None:
            try:
                results[index] = work()
            except Exception as error:
                results[index] = error
            finally:
                connections.close_all()

        threads = [threading.Thread(target=one, args=pair) for pair in enumerate(works)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return results

    return run
