"""`later(name, *ids)`: after the commit, tell a worker to look now.

The database is the queue of record, so a nudge may be lost but must never delay or fail the caller: a background
thread sends it, merges repeats, and drops what a broker does not take. The periodic tick catches up.
"""

import atexit
import os
import threading
import time
from typing import Any

import structlog
from celery import current_app
from django.conf import settings
from django.db import transaction

COALESCE_SECONDS = 0.2
CONNECT_SECONDS = 2
FLUSH_SECONDS = 1.0
MOST_WAITING = 1000

log = structlog.get_logger(__name__)
Nudge = tuple[str, tuple[Any, ...]]


def later(name: str, *args: Any) -> None:
    """Wake the task of that name once the transaction has committed. Ids only."""
    _ensure_known(name)
    if getattr(settings, "PLAZA_NUDGE", True):
        transaction.on_commit(lambda: _nudger.add((name, args)), robust=True)


def _ensure_known(name: str) -> None:
    if name not in current_app.tasks:
        current_app.loader.import_default_modules()
    if name not in current_app.tasks:
        raise LookupError(f"No task is named {name!r}.")


class Nudger:
    """One thread per process that sends what was added, at most every COALESCE_SECONDS."""

    def __init__(self) -> None:
        self._start_over()

    def _start_over(self) -> None:
        self._pid = os.getpid()
        self._waiting: dict[Nudge, None] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._is_sending = False
        self._is_down = False

    def add(self, nudge: Nudge) -> None:
        if self._pid != os.getpid():
            self._start_over()  # After a fork the parent's thread and the state of its lock are gone.
        with self._changed:
            if len(self._waiting) < MOST_WAITING:
                self._waiting[nudge] = None
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="nudger", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def flush(self, seconds: float = FLUSH_SECONDS) -> bool:
        """Wait, but not long, until everything is sent or dropped."""
        if self._pid != os.getpid():
            return True
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting and not self._is_sending, timeout=seconds)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
                batch, self._waiting = list(self._waiting), {}
                self._is_sending = True
            self._send(batch)
            with self._changed:
                self._is_sending = False
                self._changed.notify_all()
            time.sleep(COALESCE_SECONDS)

    def _send(self, batch: list[Nudge]) -> None:
        try:
            with current_app.connection_for_write(connect_timeout=CONNECT_SECONDS) as connection:
                # Try once: without these, kombu would wait for a dead broker for ever.
                connection.ensure_connection(max_retries=1, interval_start=0, timeout=CONNECT_SECONDS)
                with current_app.amqp.Producer(connection) as producer:
                    for name, args in batch:
                        current_app.tasks[name].apply_async(args, producer=producer, retry=False)
        except Exception as error:  # Whatever a broker raises, the caller has long been answered.
            self._note_down(error)
        else:
            self._is_down = False

    def _note_down(self, error: Exception) -> None:
        if not self._is_down:
            log.warning("broker_down", error=type(error).__name__)
        self._is_down = True


_nudger = Nudger()
atexit.register(_nudger.flush)
