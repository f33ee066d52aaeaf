"""Counting queries of one request, against the table, with few and with many rows."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

BUDGETS = json.loads((Path(__file__).parent / "query_budgets.json").read_text())


@pytest.fixture
def costs(page) -> Callable[..., int]:
    """`costs(viewer, url)`: the queries of a GET, as a second visitor pays them. Transactions are not counted."""

    def count(viewer, url: str) -> int:
        browser = page(viewer)
        assert browser.get(url).status_code == 200  # fills caches that a process fills once
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url).status_code == 200
        return sum(not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for one in captured)

    return count


@pytest.fixture
def within_budget(costs) -> Callable[..., None]:
    """`within_budget(name, viewer, url, grow)`: under the budget, and the same after `grow()` as before."""

    def check(name: str, viewer, url: str, grow: Callable[[], None]) -> None:
        before = costs(viewer, url)
        grow()
        after = costs(viewer, url)
        assert after == before, f"{name}: {before} queries with few rows, {after} with many"
        assert after <= BUDGETS[name], f"{name}: {after} queries, the budget is {BUDGETS[name]}"

    return check
