"""A whole Plaza for a story: web, worker and scheduler as real processes, an empty install, a past that nobody faked."""

import os
import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tests.running.processes import Plaza, wait_for

SERVERS = {name: os.environ[name] for name in ("DATABASE_URL", "BROKER_URL") if os.environ.get(name)}


def fresh_database(url: str) -> Iterator[str]:
    """An empty PostgreSQL database beside the one that DATABASE_URL names, dropped afterwards."""
    root, _slash, _name = url.rpartition("/")
    name = f"plaza_flow_{uuid.uuid4().hex[:8]}"
    connection = psycopg2.connect(f"{root}/postgres".replace("postgres://", "postgresql://"))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield f"{root}/{name}"
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    connection.close()


class Install(Plaza):
    """An empty install in its own folder, on SQLite or on the servers that the environment names."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def mailed_link(self, address: str) -> str:
        """The link that the terminal prints for this address."""
        found = wait_for(
            lambda: re.findall(rf"Mail to {re.escape(address)}: (\S+)", self.said()), 20, f"mail to {address}"
        )
        return found[-1]

    def mails(self) -> list[Path]:
        return sorted((self.folder / "mail").glob("*.eml"))

    def kill_worker(self) -> None:
        """kill -9, at once and with everything it holds."""
        (worker,) = wait_for(lambda: self.find("celery", " worker"), 40, "a worker to kill")
        os.kill(worker, 9)


@pytest.fixture(scope="module")
def install(tmp_path_factory) -> Iterator[Install]:
    environment = dict(SERVERS)
    databases = fresh_database(SERVERS["DATABASE_URL"]) if "DATABASE_URL" in SERVERS else None
    if databases:
        environment["DATABASE_URL"] = next(databases)
    plaza = Install(tmp_path_factory.mktemp("plaza"), **environment).start().ready()
    yield plaza
    plaza.end()
    plaza.sweep()
    if databases:
        next(databases, None)
