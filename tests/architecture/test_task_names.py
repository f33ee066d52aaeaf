"""Every task that somebody names exists: in the schedule and in `later("…")`, which no import linter sees."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import current_app

from config.schedule import TICKS
from tests.architecture.layers import LEVELS, ROOT


@pytest.fixture(scope="module")
def registered() -> set[str]:
    current_app.loader.import_default_modules()
    return set(current_app.tasks)


def test_every_scheduled_task_is_registered(registered):
    assert {tick.task for tick in TICKS} - registered == set()


def test_every_task_that_is_woken_is_registered(registered):
    missing = [f"{file}: {name}" for file, name in woken() if name not in registered]

    assert missing == []


def test_later_is_given_names_that_can_be_read():
    unreadable = [str(file) for file, name in woken() if name is None]

    assert unreadable == [], 'later() takes a plain "app.verb", so that this guard can see it.'


def test_ticks_expire_soon_after_the_next_one():
    assert [tick.task for tick in TICKS if not 0 < tick.expires_seconds <= 3 * tick.every_seconds] == []


def woken() -> Iterator[tuple[Path, str | None]]:
    for app in LEVELS:
        for file in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "later":
                    first = node.args[0] if node.args else None
                    is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
                    yield file.relative_to(ROOT), first.value if is_text else None
