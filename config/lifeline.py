"""A supervised process ends when its parent dies, however the parent dies."""

import ctypes
import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
VARIABLE = "PLAZA_SUPERVISED"


def die_with_parent() -> None:
    """Between fork and exec of a child: Linux will end it with its parent."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def follow_parent() -> None:
    """Inside a supervised process: watch the parent's id. Covers macOS, and grandchildren such as the web worker."""
    if VARIABLE in os.environ:
        threading.Thread(target=_watch, args=(os.getppid(),), name="lifeline", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)  # Nobody is left to stop us gently; every unfinished thing is a row or a lease.
