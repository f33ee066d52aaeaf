"""Wake-ups for the dispatcher."""

import time

import structlog
from celery import shared_task
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from activity.dispatch import dispatch_batch
from activity.models import Heartbeat
from core import locks
from core.queue import later

log = structlog.get_logger(__name__)
MAX_SECONDS = 20
PAUSES = (0.05, 0.2, 0.5, 1.0)  # seconds before trying a rolled back batch again; then the next tick does


def beat(process: str) -> None:
    Heartbeat.objects.update_or_create(process=process, defaults={"seen_at": timezone.now()})


@shared_task(name="activity.dispatch")
def dispatch() -> int:
    """Read batches until nothing waits, or for 20 seconds; what is left by then has another turn at once."""
    read, until = 0, time.monotonic() + MAX_SECONDS
    while time.monotonic() < until:
        count = _dispatch_patiently()
        read += count
        if not count:
            return read
    later("activity.dispatch")
    return read


def _dispatch_patiently() -> int:
    """A deadlock, a lock timeout, a lost connection: the whole batch was rolled back and is simply read again."""
    for pause in PAUSES:
        try:
            return dispatch_batch()
        except (OperationalError, InterfaceError) as error:
            if not locks.is_transient(error):
                raise
            log.warning("dispatcher batch rolled back, trying again", error=type(error).__name__)
            close_old_connections()
            time.sleep(pause)
    return dispatch_batch()


@shared_task(name="activity.heartbeat")
def heartbeat() -> None:
    """Sent by the scheduler and run by a worker: one row proves both."""
    beat("worker")
