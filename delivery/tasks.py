"""Wake-ups for the deliverers."""

import time

from celery import shared_task

from delivery import sender
from delivery.actions import deliver_due, prune_webhooks

MAX_SECONDS = 20


@shared_task(name="delivery.deliver")
def deliver() -> int:
    """Hand over until nothing is due, or for 20 seconds."""
    done, until = 0, time.monotonic() + MAX_SECONDS
    while time.monotonic() < until and (count := deliver_due()):
        done += count
    return done


@shared_task(name="delivery.webhooks")
def webhooks() -> None:
    """Wake the thread that sends them. The task itself waits for nobody."""
    sender.wake()


@shared_task(name="delivery.prune_webhooks")
def prune() -> int:
    """Give up what waited too long, and forget old lines of the log."""
    return prune_webhooks()
