"""Writes facts as fast as a busy web process would, until it is told to stop; says how many it committed."""

import signal
import time

import django

django.setup()

from django.db import transaction  # noqa: E402

from activity.actions import record  # noqa: E402
from activity.verbs import declare  # noqa: E402

is_told = False


def tell(*_) -> None:
    global is_told
    is_told = True


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, tell)
    verb = declare("soak.happened")
    written = 0
    while not is_told:
        with transaction.atomic():
            record(verb, number=written)
        written += 1
        time.sleep(0.01)
    print(written, flush=True)
