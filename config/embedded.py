"""The one-machine install: what `make run` prepares, starts and says."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from config.lifeline import die_with_parent
from config.settings import env
from config.supervisor import Child, Supervisor, say, take_lock

WEB_FIRST_SECONDS = 1.5  # people wait for the page; three starts at once would share the processor
PORT_SECONDS = 5.0  # a supervisor killed with -9 leaves children that need a moment to go


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    host, port = env.text("LISTEN", "127.0.0.1"), env.number("PORT", 8000)
    lock = take_lock(env.var_dir() / "plaza.lock")
    ensure_free(host, port)
    try:
        sign_ins = prepared()
        supervisor = Greeting(children(host, port, env.var_dir() / "log"), host, port, sign_ins)
        supervisor.run()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        lock.close()
    say("Plaza has stopped.")


def ensure_free(host: str, port: int) -> None:
    deadline = time.monotonic() + PORT_SECONDS
    while not _is_free(host, port):
        if time.monotonic() > deadline:
            sys.exit(f"Port {port} is taken by another program. Choose another one: make run PORT={port + 1}")
        time.sleep(0.2)


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def prepared() -> str:
    """Run the preparation in its own process, which gives its memory back, and return what it says of sign-ins."""
    is_new = not (env.var_dir() / "plaza.sqlite3").exists()
    say("Preparing Plaza, which takes a minute the first time …" if is_new else "Preparing Plaza …")
    command = [sys.executable, "-m", "config.prepare"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, preexec_fn=die_with_parent)  # noqa: S603
    if done.returncode:
        sys.exit(f"Preparing failed with status {done.returncode}.")
    return done.stdout.strip()


def children(host: str, port: int, logs: Path) -> list[Child]:
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "config"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    web = ["granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1"]
    web += ["--blocking-threads", "8", "--respawn-failed-workers", "--log-level", "error", "config.wsgi:application"]
    soon = time.monotonic() + WEB_FIRST_SECONDS
    return [
        Child("web", [*python, *web], logs / "web.log", speaks=True),
        Child("worker", [*celery, "worker", "-P", "threads", "-c", "4", *quiet], logs / "worker.log", due_at=soon),
        Child("scheduler", [*celery, "beat"], logs / "scheduler.log", due_at=soon),
    ]


class Greeting(Supervisor):
    """Says where Plaza is, once, as soon as the web answers."""

    def __init__(self, children: list[Child], host: str, port: int, sign_ins: str) -> None:
        super().__init__(children)
        self.address = (host, port)
        self.sign_ins = sign_ins
        self.is_greeted = False

    def look(self) -> None:
        super().look()
        if not self.is_greeted and answers(*self.address):
            self.is_greeted = True
            say(f"\nPlaza is ready at http://{self.address[0]}:{self.address[1]}/\n")
            if self.sign_ins:
                say(self.sign_ins + "\n")
            say("Press Ctrl-C to stop.")


def answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
