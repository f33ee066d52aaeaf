"""Run web, worker and scheduler together on one machine: `python -m config.supervisor`.

Each child has its own process group. One that ends unasked is swept with its group and started again with back-off.
Children end with the supervisor, however it ends.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

from config.lifeline import VARIABLE, die_with_parent

LONGEST_DELAY_SECONDS = 30.0
STEADY_AFTER_SECONDS = 30.0
STOP_SECONDS = 10.0
LOOK_SECONDS = 0.2


@dataclass
class Child:
    name: str
    command: list[str]
    log: Path
    speaks: bool = False  # its standard output is the terminal's: the web prints account links there
    process: subprocess.Popen[bytes] | None = None
    born_at: float = 0.0
    due_at: float = 0.0
    delay_seconds: float = 1.0

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=None if self.speaks else log,
                stderr=log,
                process_group=0,
                preexec_fn=die_with_parent,
                env=os.environ | {VARIABLE: "1"},
            )
        self.born_at = time.monotonic()

    def look_after(self) -> None:
        """Start what is due; sweep and plan again what has ended."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due_at:
                self.start()
        elif self.process.poll() is None:
            if now - self.born_at > STEADY_AFTER_SECONDS:
                self.delay_seconds = 1.0
        else:
            say(f"{self.name} ended with {self.process.returncode}, starting again (see {self.log})")
            self.kill_group()
            self.process = None
            self.due_at = now + self.delay_seconds
            self.delay_seconds = min(self.delay_seconds * 2, LONGEST_DELAY_SECONDS)

    def kill_group(self) -> None:
        """Also what a dead child left behind: a killed web server's own worker would go on answering with old code."""
        if self.process:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return

    def stop(self, deadline: float) -> None:
        if self.process:
            try:
                self.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                say(f"{self.name} did not stop in time")
            self.kill_group()
            self.process.wait()


class Supervisor:
    def __init__(self, children: Iterable[Child]) -> None:
        self.children = list(children)
        self.is_stopping = False

    def ask_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.is_stopping = True

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)
        try:
            while not self.is_stopping:
                self.look()
                time.sleep(LOOK_SECONDS)
        finally:
            self.stop()

    def look(self) -> None:
        for child in self.children:
            child.look_after()

    def stop(self) -> None:
        for child in self.children:
            if child.process and child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            child.stop(deadline)


def take_lock(path: Path) -> IO[str]:
    """One supervisor per data folder. The lock goes with the process, also when it is killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit(f"Plaza is already running with the data in {path.parent}.")
    return lock


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    from config.embedded import main

    main()
