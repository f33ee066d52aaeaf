"""A nudge wakes a worker soon, once, and never costs the caller anything."""

import os
import socket
import time

import pytest
from celery import current_app

from core import queue
from core.queue import Nudger, later
from tests.running.brokers import sqlite_broker

TASK = "tests.nudged"


def look(*ids) -> None:
    """A task that does nothing."""


@pytest.fixture
def task():
    current_app.task(name=TASK)(look)
    yield TASK
    current_app.tasks.pop(TASK)


@pytest.fixture
def nudger(monkeypatch, settings) -> Nudger:
    settings.PLAZA_NUDGE = True
    fresh = Nudger()
    monkeypatch.setattr(queue, "_nudger", fresh)
    return fresh


@pytest.fixture
def broker(monkeypatch, tmp_path):
    broker = sqlite_broker(tmp_path)
    monkeypatch.setattr(current_app, "connection_for_write", lambda **_: broker.connect())
    return broker


@pytest.fixture
def dead_broker(monkeypatch):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"redis://127.0.0.1:{port}/0"
    monkeypatch.setattr(current_app, "connection_for_write", lambda **options: current_app.connection(url, **options))


def waiting(broker) -> list:
    found = []
    with broker.connect() as connection:
        queue = connection.SimpleQueue(current_app.conf.task_default_queue)
        while len(queue):
            message = queue.get(timeout=1)
            message.ack()
            found.append((message.headers["task"], message.payload[0]))
    return found


def test_an_unknown_name_raises_where_it_is_written():
    with pytest.raises(LookupError):
        later("nobody.knows")


@pytest.mark.django_db(transaction=True)
def test_a_nudge_reaches_the_broker_after_the_commit(task, nudger, broker):
    later(task, 1)
    assert nudger.flush()

    assert waiting(broker) == [(task, [1])]


@pytest.mark.django_db(transaction=True)
def test_repeats_are_merged(task, nudger, broker):
    for _ in range(50):
        later(task)
    assert nudger.flush()

    assert 1 <= len(waiting(broker)) <= 2  # the first goes at once, the rest together


@pytest.mark.django_db
def test_nothing_is_sent_before_the_commit(task, nudger, broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        later(task)
        assert nudger.flush()
        assert waiting(broker) == []
    assert len(callbacks) == 1


@pytest.mark.django_db(transaction=True)
def test_nudges_can_be_switched_off(task, nudger, broker, settings):
    settings.PLAZA_NUDGE = False
    later(task)
    assert nudger.flush()

    assert waiting(broker) == []


@pytest.mark.django_db(transaction=True)
def test_a_dead_broker_costs_the_caller_nothing_and_is_logged_once(task, nudger, dead_broker, monkeypatch):
    logged = []
    monkeypatch.setattr(queue.log, "warning", lambda *words, **_: logged.append(words), raising=False)
    slowest = 0.0
    for number in range(5):
        begun = time.perf_counter()
        later(task, number)
        slowest = max(slowest, time.perf_counter() - begun)
        assert nudger.flush(5)

    assert slowest < 0.05
    assert logged == [("broker_down",)]


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_comes_back_is_used_again(task, nudger, broker, monkeypatch):
    nudger._is_down = True
    later(task)
    assert nudger.flush()

    assert waiting(broker) == [(task, [])]
    assert not nudger._is_down


def test_a_forked_child_starts_its_own_thread(task, nudger, broker):
    nudger.add((task, (1,)))
    assert nudger.flush()
    if (child := os.fork()) == 0:
        nudger.add((task, (2,)))
        os._exit(0 if nudger.flush() else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert sorted(waiting(broker)) == [(task, [1]), (task, [2])]
