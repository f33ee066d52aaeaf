"""Redis goes down while people write: each gets their page at once, and the work is done when it is back."""

import subprocess
import sys
import time

import pytest
import redis
from celery import current_app
from django.db import transaction

from activity.models import Activity
from analytics.models import MetricPoint
from core import queue
from core.queue import Nudger
from core.tenancy import across_brands
from members.actions import join_space
from members.viewer import Viewer
from tests.activity.processes import ROOT, environment
from tests.running.processes import free_port, wait_for

pytestmark = [pytest.mark.postgres, pytest.mark.worker, pytest.mark.django_db(transaction=True)]
QUICK_SECONDS = 1.5
TICK_SECONDS = 60  # a worker starts, connects, and meets the next tick


class OwnRedis:
    """A server of our own on a private port: the one of the machine is not ours to stop."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self._answers, 10, "redis to start")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)

    def _answers(self) -> bool:
        try:
            return bool(redis.Redis(port=self.port, socket_connect_timeout=1).ping())
        except redis.RedisError:
            return False


@pytest.fixture
def own_redis():
    server = OwnRedis()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def nudging(own_redis, settings, monkeypatch) -> Nudger:
    """Pages nudge that server, as in production."""
    settings.PLAZA_NUDGE = True
    fresh = Nudger()
    monkeypatch.setattr(queue, "_nudger", fresh)
    connect = current_app.connection
    monkeypatch.setattr(current_app, "connection_for_write", lambda **options: connect(own_redis.url, **options))
    return fresh


@pytest.fixture
def writer(brand, community, account) -> Viewer:
    viewer = Viewer(account("ruoqing"))
    with transaction.atomic():
        join_space(viewer, community)
    return viewer


def write(client, text: str) -> float:
    """Post through the page; how long the person waited."""
    began = time.perf_counter()
    response = client.post("/@shanlan/c/plaza/posts/new/", {"body": text, "submit_key": f"{hash(text) & 0xFFFF:x}"})
    assert response.status_code == 302, response.content[:500]
    return time.perf_counter() - began


def unread() -> int:
    with across_brands("counting in a test"):
        return Activity.objects.filter(position=None).count()


def posts_counted() -> int:
    with across_brands("counting in a test"):
        return sum(MetricPoint.objects.filter(metric="posts", space_id=0).values_list("value", flat=True))


def test_posting_goes_on_without_redis_and_the_work_is_done_after_its_restart(
    writer, page, own_redis, nudging, tmp_path
):
    client = page(writer)
    write(client, "Redis is there.")
    own_redis.stop()
    waited = [write(client, f"Redis is gone {number}.") for number in range(3)]

    assert max(waited) < QUICK_SECONDS
    assert nudging.flush(10)
    assert unread() >= 4

    own_redis.start()
    worker = ["worker", "--pool", "solo", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    scheduler = ["beat", "--loglevel", "WARNING", "--pidfile", "", "--schedule", str(tmp_path / "beat")]
    env = environment(BROKER_URL=own_redis.url, PLAZA_VAR=str(tmp_path))
    with (tmp_path / "said.txt").open("wb") as said:
        children = [
            subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "config.celery", *words],
                cwd=ROOT,
                env=env,
                stdout=said,
                stderr=said,
            )
            for words in (worker, scheduler)
        ]
        try:
            wait_for(lambda: unread() == 0, TICK_SECONDS, "the tick to find the work")
        finally:
            for child in children:
                child.terminate()
            for child in children:
                child.wait(20)
    assert posts_counted() == 4
