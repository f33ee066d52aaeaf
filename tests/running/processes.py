"""Real processes under test: starting them, finding their relatives, waiting for what they do."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from config.lifeline import die_with_parent

ROOT = Path(__file__).resolve().parents[2]


def wait_for(condition: Callable[[], object], seconds: float = 30, why: str = "") -> object:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if result := condition():
            return result
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s in vain {why or condition}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def marked(mark: str) -> set[int]:
    """Living processes whose environment carries the mark, however they are related."""
    return {pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _carries(pid, mark)}


def _carries(pid: int, mark: str) -> bool:
    try:
        folder = Path(f"/proc/{pid}")
        is_zombie = folder.joinpath("stat").read_text().rpartition(")")[2].split()[0] == "Z"
        return not is_zombie and mark.encode() in folder.joinpath("environ").read_bytes()
    except OSError:
        return False


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


class Plaza:
    """`make run` without make: the supervisor as an operator starts it, with its own data folder and port."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.port = environment.pop("PORT", None) or str(free_port())
        self.folder = folder
        self.mark = f"PLAZA_TEST_MARK={folder}-{self.port}"
        name, _, value = self.mark.partition("=")
        clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "BROKER_URL")}
        environment |= {"PLAZA_VAR": str(folder), "PORT": self.port, name: value, "PYTHONUNBUFFERED": "1"}
        self.environment = clean | {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DEMO": "0"} | environment
        self.output = folder / f"terminal-{self.port}.txt"

    def start(self, *arguments: str) -> "Plaza":
        command = [sys.executable, *(arguments or ("-m", "config.supervisor"))]
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=die_with_parent,  # also when the tests themselves are killed
            )
        return self

    def said(self) -> str:
        return self.output.read_text()

    def ready(self) -> "Plaza":
        wait_for(lambda: "Plaza is ready" in self.said() or self.process.poll() is not None, 90, "to be ready")
        assert self.process.poll() is None, self.said()
        wait_for(lambda: self.find("celery", "worker") and self.find("celery", "beat"), 30, "for worker and scheduler")
        return self

    def find(self, *words: str) -> list[int]:
        return [pid for pid in marked(self.mark) if all(word in command_of(pid) for word in words)]

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)

    def sweep(self) -> None:
        for pid in marked(self.mark):
            os.kill(pid, signal.SIGKILL)
