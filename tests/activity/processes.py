"""Dispatching in a process of its own, to be killed: `python -m tests.activity.processes fill|stuck|drain|report`."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import django
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def environment(**more: str) -> dict[str, str]:
    """The database of the running test, for a child process."""
    here = connection.settings_dict
    url = f"postgres://{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT'] or 5432}/{here['NAME']}"
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test", **more}


def start(*words: str, env: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.activity.processes", *words]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def fill() -> None:
    """A database of its own with 40 facts of one person."""
    from django.core.management import call_command
    from django.db import transaction

    from activity.actions import record
    from activity.verbs import catalogue
    from brands.models import Brand
    from core import tenancy

    call_command("migrate", verbosity=0)
    brand = Brand.objects.create(slug="shanlan", name="山嵐咖啡")
    with tenancy.activate(brand), transaction.atomic():
        for _ in range(40):
            record(catalogue["member.joined_brand"])
    print("filled", flush=True)


def dispatch(*, stop: bool) -> None:
    from activity.dispatch import Reader, dispatch_batch, readers

    def hold(facts) -> None:
        """After the positions and the counting, before the commit."""
        print(f"holding {len(facts)}", flush=True)
        sys.stdin.read()

    while dispatch_batch({**readers(), "stop": Reader(hold)} if stop else readers()):
        pass
    print("drained", flush=True)


def report() -> None:
    from activity.models import Activity
    from analytics.models import MetricPoint
    from core.tenancy import across_brands

    with across_brands("reporting in a test"):
        positions = sorted(Activity.objects.values_list("position", flat=True))
        counted = sum(MetricPoint.objects.filter(metric="new_members", space_id=0).values_list("value", flat=True))
    print(f"{len(positions)} facts, positions {positions[0]} to {positions[-1]}, {counted} counted", flush=True)


MODES: dict[str, Callable[[], None]] = {
    "fill": fill,
    "stuck": lambda: dispatch(stop=True),
    "drain": lambda: dispatch(stop=False),
    "report": report,
}

if __name__ == "__main__":
    django.setup()
    MODES[sys.argv[1]]()
