"""A worker of its own, to be killed in the middle: `python -m tests.privacy.processes <holding or none> <media> <ledger>`."""

import subprocess
import sys
from pathlib import Path

import django

from tests.activity.processes import ROOT, environment


def start(stop_after: str, media: Path, ledger: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.privacy.processes", stop_after, str(media), str(ledger)]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def work(stop_after: str) -> None:
    from members.actions import data_jobs, erasing, exporting

    for job in (exporting, erasing):
        step = job.step

        def stopping(request, number, holding, person, step=step):
            """After the work of the holding, before it is noted that it is done."""
            step(request, number, holding, person)
            if holding.name == stop_after:
                print("holding", flush=True)
                sys.stdin.read()

        job.step = stopping
    while data_jobs.work_on_due():
        pass
    print("idle", flush=True)


if __name__ == "__main__":
    django.setup()
    from django.conf import settings

    settings.STORAGES["default"]["OPTIONS"]["location"] = sys.argv[2]
    settings.PLAZA_ERASURE_LEDGER = Path(sys.argv[3])
    work(sys.argv[1])
