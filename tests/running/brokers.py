"""The two brokers under one set of contract tests."""

import os
from dataclasses import dataclass
from pathlib import Path

import redis
from kombu import Connection

from core.sqlite_queue import release_leases

REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")


@dataclass
class Broker:
    name: str
    url: str
    transport: str | None
    options: dict

    def connect(self) -> Connection:
        return Connection(self.url, transport=self.transport, transport_options=self.options)

    def recover(self, connection: Connection) -> None:
        """What brings a dead reader's messages back: a worker's start here, the visibility timeout there."""
        if self.name == "sqlite":
            release_leases(self.options["path"])
        else:
            connection.default_channel.qos.restore_visible(interval=1)


def sqlite_broker(folder: Path) -> Broker:
    options = {"path": str(folder / "queue.sqlite3"), "polling_interval": 0.05}
    return Broker("sqlite", "plaza://", "core.sqlite_queue:Transport", options)


def redis_broker() -> Broker | None:
    try:
        redis.Redis.from_url(REDIS_URL, socket_connect_timeout=1).ping()
    except redis.RedisError:
        return None
    return Broker("redis", REDIS_URL, None, {"visibility_timeout": 1, "unacked_restore_limit": 100})
