"""A deliverer in a process of its own, to be killed: `python -m tests.delivery.processes stuck|drain|webhooks`."""

import sys
import time

import django


def deliver(*, stop: bool) -> None:
    from delivery.actions import deliver_due, hand_off

    store = hand_off._store

    def hold(delivery, state, **columns) -> None:
        """After the letter is out, before the outcome is stored."""
        print("handed over", flush=True)
        sys.stdin.read()
        store(delivery, state, **columns)

    if stop:
        hand_off._store = hold
    while deliver_due():
        pass
    print("drained", flush=True)


def send_webhooks() -> None:
    """As a worker does: read the facts and send what is due, again and again, until it is killed."""
    from activity.dispatch import dispatch_batch
    from delivery.actions import send_due_webhooks

    print("at work", flush=True)
    while True:
        dispatch_batch()
        send_due_webhooks()
        time.sleep(0.05)


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "webhooks":
        send_webhooks()
    deliver(stop=sys.argv[1] == "stuck")
