"""One command runs everything; what dies comes back; nothing survives its supervisor."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest
import requests
from celery import current_app

from config.supervisor import Child, Supervisor, take_lock
from core.sqlite_queue import database
from tests.running.brokers import sqlite_broker
from tests.running.processes import ROOT, Plaza, marked, wait_for

pytestmark = [pytest.mark.worker, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plaza")
    plaza = Plaza(folder)
    subprocess.run([sys.executable, "-m", "config.prepare"], cwd=ROOT, env=plaza.environment, check=True, timeout=180)
    return folder


@pytest.fixture
def plaza(prepared, tmp_path):
    folder = tmp_path / "var"
    shutil.copytree(prepared, folder)
    plaza = Plaza(folder)
    try:
        yield plaza.start().ready()
    finally:
        plaza.end()
        plaza.sweep()


def status_of(plaza: Plaza) -> int | None:
    connection = http.client.HTTPConnection("127.0.0.1", int(plaza.port), timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def lock_is_free(plaza: Plaza) -> bool:
    try:
        take_lock(plaza.folder / "plaza.lock").close()
    except SystemExit:
        return False
    return True


def test_ctrl_c_stops_everything_within_seconds(plaza):
    assert plaza.find("granian")
    assert plaza.find("celery", "worker")
    assert plaza.find("celery", "beat")

    begun = time.monotonic()
    os.kill(plaza.process.pid, signal.SIGINT)

    assert plaza.process.wait(30) == 0
    assert time.monotonic() - begun < 12
    assert marked(plaza.mark) == set()
    assert "Plaza has stopped." in plaza.said()


def hold_a_message(plaza: Plaza, worker: int) -> None:
    """As if the worker had read a message when it was killed. The next one starts after a second at the earliest."""
    broker = sqlite_broker(plaza.folder)
    with broker.connect() as connection:
        current_app.send_task("brands.prune", connection=connection)
    database(broker.options["path"]).execute("update message set owner = ?, leased_at = ?", (worker, time.time()))


def messages_of(plaza: Plaza, owner: int) -> int:
    queue = database(sqlite_broker(plaza.folder).options["path"])
    return queue.execute("select count(*) from message where owner = ?", (owner,)).fetchone()[0]


def test_a_killed_worker_comes_back_and_takes_over_what_it_held(plaza):
    (dead,) = plaza.find("celery", "worker")
    os.kill(dead, signal.SIGKILL)
    hold_a_message(plaza, dead)
    assert messages_of(plaza, dead) >= 1

    wait_for(lambda: [pid for pid in plaza.find("celery", "worker") if pid != dead], 20, "for a new worker")
    assert "worker ended with -9, starting again" in plaza.said()
    wait_for(lambda: messages_of(plaza, dead) == 0, 20, "for the lease to be released")


def test_a_killed_web_server_leaves_no_orphan_and_comes_back(plaza):
    before = set(plaza.find("granian"))
    main = min(before)
    os.kill(main, signal.SIGKILL)

    wait_for(lambda: not before & marked(plaza.mark), 20, "for the old web processes to go")
    wait_for(lambda: status_of(plaza) == 200, 30, "for the web to answer")


def test_a_killed_supervisor_leaves_no_process_and_no_lock(plaza):
    os.kill(plaza.process.pid, signal.SIGKILL)
    plaza.process.wait(5)

    assert lock_is_free(plaza)
    wait_for(lambda: marked(plaza.mark) == set(), 20, "for the children to go")
    again = Plaza(plaza.folder, PORT=plaza.port).start().ready()
    again.end()


def test_the_verification_link_of_a_sign_up_shows_in_the_terminal(plaza):
    address = f"http://127.0.0.1:{plaza.port}/accounts/signup/"
    with requests.Session() as browser:
        browser.get(address, timeout=10)
        form = {"email": "new@example.com", "password1": "a-long-enough-secret", "display_name": "新朋友"}
        form |= {"csrfmiddlewaretoken": browser.cookies["csrftoken"]}
        answer = browser.post(address, data=form, headers={"Referer": address}, timeout=30)

    assert answer.ok
    link = f"http://127.0.0.1:{plaza.port}/accounts/confirm-email/"
    wait_for(lambda: link in plaza.said(), 10, "for the link")


def test_a_second_start_says_that_plaza_is_running(plaza):
    second = Plaza(plaza.folder).start()

    assert second.process.wait(20) == 1
    assert "already running" in second.said()


def test_a_taken_port_is_said_in_one_line(prepared):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        plaza = Plaza(prepared, PORT=str(taken.getsockname()[1])).start()

        assert plaza.process.wait(30) == 1
    assert plaza.said().count("\n") == 1
    assert f"Port {plaza.port} is taken" in plaza.said()


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


def test_a_child_that_keeps_dying_is_started_less_and_less_often(tmp_path, monkeypatch):
    clock = Clock()
    monkeypatch.setattr("config.supervisor.time", clock)
    child = Child("fake", [sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "fake.log")
    delays = []
    for _ in range(7):
        child.look_after()
        child.process.wait(10)
        child.look_after()
        delays.append(child.due_at - clock.now)
        clock.now = child.due_at

    assert delays == [1, 2, 4, 8, 16, 30, 30]


def test_a_child_that_ignores_the_end_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr("config.supervisor.STOP_SECONDS", 0.5)
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(99)"
    )
    child = Child("deaf", [sys.executable, "-c", deaf], tmp_path / "deaf.log")
    supervisor = Supervisor([child])
    supervisor.look()
    wait_for(lambda: "deaf" in (tmp_path / "deaf.log").read_text())

    supervisor.stop()

    assert child.process.returncode == -signal.SIGKILL
