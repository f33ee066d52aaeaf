"""One thread per worker process that sends webhooks, so that waiting for slow receivers takes no place from other work."""

import os
import threading

import structlog
from django.db import connection

from delivery.actions import send_due_webhooks

log = structlog.get_logger(__name__)


class Sender:
    """Asleep until it is woken; a wake-up while it works makes it look once more."""

    def __init__(self) -> None:
        self._start_over()

    def _start_over(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._is_wanted = False
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        if self._pid != os.getpid():
            self._start_over()  # after a fork the parent's thread and the state of its lock are gone
        with self._lock:
            self._is_wanted = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        try:
            while self._still_wanted():
                send_due_webhooks()
        except Exception:  # the next tick begins anew; leases see to what was under way
            log.exception("sending webhooks broke")
            with self._lock:
                self._thread = None
        finally:
            connection.close()

    def _still_wanted(self) -> bool:
        with self._lock:
            if not self._is_wanted:
                self._thread = None
            wanted, self._is_wanted = self._is_wanted, False
            return wanted


_sender = Sender()


def wake() -> None:
    _sender.wake()
