"""A minute of writing while everything is killed in turn: nothing is lost, nothing is read twice."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.running.processes import ROOT, Plaza, marked, wait_for

pytestmark = [pytest.mark.soak, pytest.mark.timeout(600)]
VICTIMS = (("celery", "worker"), ("granian",), ("celery", "beat"), ("celery", "worker"))
ROUNDS = 12


@pytest.fixture
def plaza(tmp_path):
    plaza = Plaza(tmp_path)
    try:
        yield plaza.start().ready()
    finally:
        plaza.end()
        plaza.sweep()


def rows(plaza: Plaza, question: str) -> list:
    database = sqlite3.connect(plaza.folder / "plaza.sqlite3", timeout=20)
    try:
        return database.execute(question).fetchall()
    finally:
        database.close()


def kill_one(plaza: Plaza, words: tuple[str, ...]) -> None:
    for pid in sorted(plaza.find(*words), reverse=True)[:1]:  # the youngest: of the web, its worker
        os.kill(pid, signal.SIGKILL)


def test_no_fact_is_lost_or_read_twice_while_everything_is_killed(plaza):
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.running.soak_writer"], cwd=ROOT, env=plaza.environment, stdout=subprocess.PIPE
    )
    for number in range(ROUNDS):
        time.sleep(5)  # the load is the subject here
        kill_one(plaza, VICTIMS[number % len(VICTIMS)])
    writer.terminate()
    written = int(writer.communicate(timeout=30)[0])

    wait_for(lambda: rows(plaza, "select count(*) from activity_activity where position is null") == [(0,)], 90)

    facts = rows(plaza, "select count(*), count(distinct position), max(position) from activity_activity")
    assert facts == [(written, written, written)]
    assert rows(plaza, "select count(*) from activity_deadletter") == [(0,)]
    assert rows(plaza, "pragma integrity_check") == [("ok",)]
    os.kill(plaza.process.pid, signal.SIGKILL)
    wait_for(lambda: marked(plaza.mark) == set(), 20, "for the children to go")
    print(f"{written} facts, {ROUNDS} kills, 0 lost, 0 doubled")
