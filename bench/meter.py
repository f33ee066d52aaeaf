"""CPU time of processes by the scheduler's own counters, and requests one after the other."""

import http.client
import os
import statistics
import time
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Server:
    """`root` is a process whose descendants serve; `postmaster` and `database` say whose back-ends belong to it."""

    base: str
    root: int
    postmaster: int
    database: str


@dataclass(frozen=True)
class Cost:
    app_ms: float
    db_ms: float
    median_ms: float

    @property
    def cpu_ms(self) -> float:
        return self.app_ms + self.db_ms


def requests(server: Server, path: str, count: int, headers: Mapping[str, str]) -> Cost:
    """CPU per request over a fixed number of serial requests: nothing is in flight at either end."""
    before, took = _cpu(server), []
    for _ in range(count):
        began = time.perf_counter()
        fetch(server, path, headers)
        took.append((time.perf_counter() - began) * 1000)
    time.sleep(0.02)
    after = _cpu(server)
    app, db = (_spent(*pair) * 1000 / count for pair in zip(before, after, strict=True))
    return Cost(app, db, statistics.median(took))


def fetch(server: Server, path: str, headers: Mapping[str, str], expect: int = 200) -> bytes:
    where = urllib.parse.urlsplit(server.base)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=60)
    try:
        connection.request("GET", path, headers=dict(headers))
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    if response.status != expect:
        raise RuntimeError(f"{path} answered {response.status}: {body[:300]!r}")
    return body


def _spent(before: Mapping[int, float], after: Mapping[int, float]) -> float:
    """A back-end that went home in between takes its time with it; it must not count as time given back."""
    return sum(seconds - before.get(pid, 0) for pid, seconds in after.items())


def _cpu(server: Server) -> tuple[dict[int, float], dict[int, float]]:
    children = _children()
    backends = (pid for pid in children.get(server.postmaster, ()) if f" {server.database} " in _title(pid))
    return {pid: _seconds(pid) for pid in _tree(children, server.root)}, {pid: _seconds(pid) for pid in backends}


def _children() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for pid in map(int, filter(str.isdigit, os.listdir(PROC))):
        if (parent := parent_of(pid)) is not None:
            found.setdefault(parent, []).append(pid)
    return found


def parent_of(pid: int) -> int | None:
    try:
        return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def _tree(children: Mapping[int, list[int]], root: int) -> list[int]:
    found, todo = [], [root]
    while todo:
        found.append(pid := todo.pop())
        todo += children.get(pid, [])
    return found


def _seconds(pid: int) -> float:
    """Nanoseconds on a CPU, over all threads."""
    try:
        tasks = (PROC / str(pid) / "task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
    except OSError:
        return 0.0


def _title(pid: int) -> str:
    try:
        return (PROC / str(pid) / "cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
