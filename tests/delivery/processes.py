"""A deliverer in a process of its own, to be killed: `python -m tests.delivery.processes stuck|drain`."""

import sys

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


if __name__ == "__main__":
    django.setup()
    deliver(stop=sys.argv[1] == "stuck")
