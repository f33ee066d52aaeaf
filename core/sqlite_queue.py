"""A durable message queue in one SQLite file, as a kombu transport: the broker of the embedded default.

A message is read under a lease and deleted when it is acknowledged, so a killed worker loses nothing: the next one
releases what the dead one held. One machine and one local disk only; lower priority numbers come first, as on Redis.
"""

import fcntl
import os
import sqlite3
import threading
import time
from pathlib import Path
from queue import Empty
from typing import IO, Any

from kombu.transport import virtual
from kombu.utils.json import dumps, loads

LEASE_SECONDS = 3600
SHORTEST_PAUSE_SECONDS = 0.01
SCHEMA = """
create table if not exists message (
    id integer primary key, queue text not null, priority integer not null, tag text not null unique,
    payload text not null, owner integer, leased_at real
);
create index if not exists message_next on message (queue, priority, id);
"""
PUT = """insert into message (queue, priority, tag, payload) values (?, ?, ?, ?)
    on conflict (tag) do update set payload = excluded.payload, owner = null, leased_at = null"""
IS_FREE = "queue = ? and (owner is null or leased_at < ?)"
ANY = f"select 1 from message where {IS_FREE} limit 1"  # noqa: S608
# One statement under SQLite's one write lock: two readers cannot take the same row.
TAKE = f"""update message set owner = ?, leased_at = ?
    where id = (select id from message where {IS_FREE} order by priority, id limit 1) returning payload"""  # noqa: S608
RELEASE = "update message set owner = null, leased_at = null where tag = ?"
DELETE = "delete from message where tag = ?"

_local = threading.local()
_inherited: list[sqlite3.Connection] = []


def database(path: str) -> sqlite3.Connection:
    """This thread's own connection, in autocommit."""
    owner = (os.getpid(), path)
    if getattr(_local, "owner", None) != owner:
        if hasattr(_local, "connection"):
            # After a fork, closing the parent's connection here could drop its locks: keep it, unused.
            _inherited.append(_local.connection)
        _local.connection = _open(path)
        _local.owner = owner
    return _local.connection


def _open(path: str) -> sqlite3.Connection:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=20, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    connection.executescript(SCHEMA)
    return connection


def claim_worker(path: str) -> IO[str] | None:
    """The lock of the one worker, held as long as the returned file is open; None when another worker lives."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    lock = Path(f"{path}.lock").open("a")  # noqa: SIM115  # open as long as the worker lives
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return None
    return lock


def release_leases(path: str) -> int:
    """Give back what a dead worker held. Only for the holder of `claim_worker`."""
    return database(path).execute("update message set owner = null, leased_at = null where owner is not null").rowcount


class QoS(virtual.QoS):
    restore_at_shutdown = True

    def ack(self, delivery_tag: str) -> None:
        self.channel.execute(DELETE, delivery_tag)
        super().ack(delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        self.channel.execute(RELEASE if requeue else DELETE, delivery_tag)
        self._quick_ack(delivery_tag)

    def restore_unacked(self) -> list[Any]:
        self._flush()
        for tag in list(self._delivered):
            self.channel.execute(RELEASE, tag)
        self._delivered.clear()
        return []


class Channel(virtual.Channel):
    QoS = QoS
    supports_fanout = False

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        return database(self.connection.client.transport_options["path"]).execute(statement, values)

    def _put(self, queue: str, message: dict[str, Any], **_: Any) -> None:
        tag = message["properties"]["delivery_tag"]
        self.execute(PUT, queue, self._get_message_priority(message), tag, dumps(message))

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        now = time.time()
        # The cheap read first: an idle worker must not take the write lock several times a second.
        if not self.execute(ANY, queue, now - LEASE_SECONDS).fetchone():
            raise Empty
        taken = self.execute(TAKE, os.getpid(), now, queue, now - LEASE_SECONDS).fetchone()
        if not taken:
            raise Empty
        return loads(taken[0])

    def _size(self, queue: str) -> int:
        return self.execute("select count(*) from message where queue = ? and owner is null", queue).fetchone()[0]

    def _purge(self, queue: str) -> int:
        return self.execute("delete from message where queue = ? and owner is null", queue).rowcount

    def _delete(self, queue: str, *_: Any, **__: Any) -> None:
        self.execute("delete from message where queue = ?", queue)

    def _new_queue(self, queue: str, **_: Any) -> None:
        """Queues need no declaration."""

    def _has_queue(self, queue: str, **_: Any) -> bool:
        return True


class Transport(virtual.Transport):
    Channel = Channel
    driver_type = "sqlite"
    driver_name = "sqlite3"
    default_port = 0  # type: ignore[assignment]
    can_parse_url = True  # There is nothing to parse: the file is a transport option.
    polling_interval = 0.3
    connection_errors = (*virtual.Transport.connection_errors, sqlite3.OperationalError)  # type: ignore[assignment]
    _pause = SHORTEST_PAUSE_SECONDS

    def drain_events(self, connection: Any, timeout: float | None = None) -> None:  # type: ignore[override]
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            try:
                self.cycle.get(self._deliver, timeout=timeout)  # type: ignore[union-attr]
            except Empty:
                left = self.polling_interval if deadline is None else deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError from None  # Since Python 3.10 this is socket.timeout, which kombu waits for.
                time.sleep(min(left, self._next_pause()))
            else:
                self._pause = SHORTEST_PAUSE_SECONDS
                return

    def _next_pause(self) -> float:
        """Back off while the queue is empty, but look again at once while only the prefetch limit holds us."""
        if any(not channel.qos.can_consume() for channel in self.channels):
            return SHORTEST_PAUSE_SECONDS
        pause = self._pause
        self._pause = min(pause * 1.5, self.polling_interval)
        return pause

    def driver_version(self) -> str:
        return sqlite3.sqlite_version
