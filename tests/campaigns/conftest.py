"""Crowds: many real threads that start together, each with its own connection."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection, transaction

from accounts.models import User
from core import tenancy
from members.actions import join_brand
from members.actions.memberships import enter
from members.models.membership import Source
from members.viewer import Viewer

MOST_THREADS = 20  # PostgreSQL's connections are shared with whoever else tests on this machine


@pytest.fixture
def at_once(brand) -> Callable[..., list]:
    """`at_once([call, …])`: run all, at most 20 at a time and starting together; results or the exceptions raised."""

    def run(calls: list[Callable]) -> list:
        threads = min(len(calls), MOST_THREADS)
        start, results = threading.Barrier(threads), [None] * len(calls)

        def work(first: int) -> None:
            try:
                with tenancy.activate(brand):
                    start.wait(30)
                    for index in range(first, len(calls), threads):
                        try:
                            results[index] = calls[index]()
                        except Exception as error:
                            results[index] = error
            finally:
                connection.close()

        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, range(threads)))
        return results

    return run


@pytest.fixture
def crowd(brand, group) -> Callable[[int], list[Viewer]]:
    """`crowd(100)`: that many members of the group."""

    @transaction.atomic
    def gather(count: int) -> list[Viewer]:
        viewers = []
        for number in range(count):
            user = User(email=f"crowd{number}@example.com", display_name=f"c{number}", password="!")
            user.save()
            viewer = Viewer(user)
            enter(group, join_brand(viewer, brand), source=Source.JOINED)
            viewers.append(Viewer(user))
        return viewers

    return gather


class MeetsRivals:
    """A point that nobody passes before all have arrived, or a moment has gone by."""

    def __init__(self, parties: int) -> None:
        self.barrier = threading.Barrier(parties)

    def __call__(self) -> None:
        with suppress(threading.BrokenBarrierError):
            self.barrier.wait(5)


@pytest.fixture
def meeting() -> type[MeetsRivals]:
    return MeetsRivals
