"""Wake-ups for the deliverers."""

import time

from celery import shared_task

from delivery.actions import deliver_due

MAX_SECONDS = 20


@shared_task(name="delivery.deliver")
def deliver() -> int:
    """Hand over until nothing is due, or for 20 seconds."""
    done, until = 0, time.monotonic() + MAX_SECONDS
    while time.monotonic() < until and (count := deliver_due()):
        done += count
    return done
