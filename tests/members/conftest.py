"""Several people at the same moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from core import tenancy
from members.actions import add_rule
from tests.members.admission import CHOICE, CONSENT


@pytest.fixture
def at_once(brand) -> Callable[..., list[Any]]:
    """`at_once(f, g, …)`: each in a thread of its own, started together; results, or the exceptions they raised."""

    def run(*calls: Callable[[], Any]) -> list[Any]:
        start = threading.Barrier(len(calls))

        def alone(call: Callable[[], Any]) -> Any:
            try:
                with tenancy.activate(brand):
                    start.wait(20)
                    return call()
            except Exception as error:
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(alone, calls))

    return run


@pytest.fixture
def rule(cast, group):
    group.questions = [*group.questions, {"hint": "", **CHOICE}, {"hint": "", **CONSENT}]
    group.save()

    def make(*conditions, outcome="approve", name="x", **fields):
        fields = {"reason": "Not this time."} | fields if outcome == "decline" else fields
        return add_rule(cast.admin, group, name=name, outcome=outcome, conditions=list(conditions), **fields)

    return make
