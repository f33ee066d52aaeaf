"""A worker of its own, to be killed: `python -m tests.campaigns.processes <point to stop at, or none> <mail folder>`."""

import subprocess
import sys
from pathlib import Path

import django

from tests.activity.processes import ROOT, environment

POINTS = ("claimed", "changed", "committed", "told", "mailed")


def start(point: str, mail: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.campaigns.processes", point, str(mail)]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def hold() -> None:
    print("holding", flush=True)
    sys.stdin.read()


def after(module, name: str) -> None:
    """Let `module.name` do its work, then stop."""
    whole = getattr(module, name)

    def stopping(*args, **options):
        result = whole(*args, **options)
        hold()
        return result

    setattr(module, name, stopping)


def work(point: str) -> None:
    """What the worker does at a tick: publish, dispatch, deliver."""
    from activity.dispatch import Reader, dispatch_batch, readers
    from campaigns.actions import publishing
    from delivery.actions import deliver_due
    from delivery.channels import email

    all_readers = dict(readers())
    if point == "claimed":
        after(publishing, "_reason_to_hold")
    elif point == "changed":
        after(publishing, "record")
    elif point == "told":
        all_readers["stop"] = Reader(lambda facts: hold(), frozenset({"announcement.published"}))
    elif point == "mailed":
        after(email, "_write")
    publishing.publish_due()
    if point == "committed":
        hold()
    while dispatch_batch(all_readers):
        pass
    while deliver_due():
        pass
    print("idle", flush=True)


if __name__ == "__main__":
    django.setup()
    from django.conf import settings

    settings.PLAZA_MAIL_DIR = Path(sys.argv[2])
    work(sys.argv[1])
