"""Redis dies while people write: they get their page at once, and the work is done when Redis is back."""

import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator

import pytest

from tests.flows.conftest import Install
from tests.flows.person import PASSWORD, Person
from tests.running.processes import free_port, wait_for

pytestmark = [
    pytest.mark.worker,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not shutil.which("redis-server"), reason="no redis-server on this machine"),
]


class Redis:
    def __init__(self) -> None:
        self.port = free_port()
        self.start()

    def start(self) -> None:
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(["redis-server", *words], stdout=subprocess.DEVNULL)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)


@pytest.fixture
def redis() -> Iterator[Redis]:
    redis = Redis()
    yield redis
    redis.kill()


@pytest.fixture
def install(redis, tmp_path) -> Iterator[Install]:
    plaza = Install(tmp_path, BROKER_URL=f"redis://127.0.0.1:{redis.port}/0")
    try:
        yield plaza.start().ready()
    finally:
        plaza.end()
        plaza.sweep()


def facts(install: Install, condition: str = "1") -> int:
    database = sqlite3.connect(install.folder / "plaza.sqlite3", timeout=20)
    try:
        return database.execute(f"select count(*) from activity_activity where {condition}").fetchone()[0]
    finally:
        database.close()


def test_a_dead_redis_delays_the_work_and_not_the_people(install, redis):
    owner = Person(install, "owner", "shanlan")
    owner.submit("/setup/", email=owner.email, password=PASSWORD, display_name="owner")
    owner.ok("POST", "/api/v1/brands/", {"slug": "shanlan", "name": "山嵐咖啡"})
    wait_for(lambda: facts(install) and not facts(install, "position is null"), 60, "for the first facts to be read")

    redis.kill()
    before, begun = facts(install), time.monotonic()
    owner.ok("POST", "communities/", {"slug": "plaza", "name": "山嵐廣場"})
    took = time.monotonic() - begun

    assert facts(install) > before
    assert facts(install, "position is null")
    assert took < 5, "the page must not wait for a broker"
    assert owner.get("/readyz").json()["checks"]["broker"]["fine"] is False
    assert owner.get("/@shanlan/").ok

    redis.start()
    wait_for(lambda: not facts(install, "position is null"), 90, "for the work to be done")
