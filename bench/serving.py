"""The same server for the floor and for Plaza: granian with the arguments of docker-compose.yml."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench import stores
from bench.meter import Server, fetch

ROOT = Path(__file__).resolve().parents[1]
GRANIAN = (sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "8")
SECURE = {"X-Forwarded-Proto": "https"}  # what the proxy in front would say


@contextmanager
def floor() -> Iterator[Server]:
    with _serve("bench.floor.app:application", stores.FLOOR, {}, "/page0/") as server:
        yield server


@contextmanager
def plaza(environment: Mapping[str, str]) -> Iterator[Server]:
    with _serve("config.wsgi:application", stores.PLAZA, environment, "/healthz") as server:
        yield server


def plaza_environment(folder: Path) -> dict[str, str]:
    """Production settings on our own database. Nobody listens at the broker: a nudge is dropped, as it may be."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "DATABASE_URL": stores.url(stores.PLAZA),
        "PLAZA_VAR": str(folder),
        "PLAZA_ORIGIN": "https://127.0.0.1",
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "BROKER_URL": "redis://127.0.0.1:1/0",
        "SECRET_KEY": secrets.token_urlsafe(50),
    }


def inside(module: str, environment: Mapping[str, str], *words: str) -> str:
    """Run a part of a program under Plaza's own settings, which belong to a process of their own; its last line."""
    done = subprocess.run(
        [sys.executable, "-m", module, "inside", *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.strip().splitlines()[-1]


@contextmanager
def _serve(application: str, database: str, environment: Mapping[str, str], alive: str) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [*GRANIAN, "--host", "127.0.0.1", "--port", str(port), application],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=said,
            stderr=said,
        )
        server = Server(f"http://127.0.0.1:{port}", process.pid, stores.postmaster(), database)
        try:
            _wait_for(server, alive, process, said)
            yield server
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(server: Server, path: str, process: subprocess.Popen, said) -> None:
    for _ in range(300):
        try:
            fetch(server, path, SECURE)
        except (OSError, RuntimeError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    said.seek(0)
    raise RuntimeError(f"the server did not come up:\n{said.read().decode()[-2000:]}")
