"""Reading the log: how far behind the dispatcher is, which letters wait, which processes are alive."""

import datetime as dt

from activity.models import Activity, DeadLetter, Heartbeat
from core import clock
from core.tenancy import across_brands


def lag_seconds() -> float:
    """Age of the oldest fact that no reader has seen; 0 when none waits."""
    with across_brands("dispatcher lag of the install"):
        oldest = Activity.objects.filter(position=None).order_by("id").values_list("at", flat=True).first()
    return max((clock.now() - oldest).total_seconds(), 0.0) if oldest else 0.0


def dead_letters() -> int:
    return DeadLetter.objects.filter(replayed_at=None).count()


def heartbeats() -> dict[str, dt.datetime]:
    return dict(Heartbeat.objects.values_list("process", "seen_at"))
