"""Is this install fit to work? What `/readyz` answers and what containers ask of themselves."""

from collections.abc import Callable
from dataclasses import dataclass

from celery import current_app
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from activity.queries import dead_letters, heartbeats, lag_seconds
from core import clock

LATE_SECONDS = 60
SILENT_SECONDS = 60
CONNECT_SECONDS = 1


@dataclass(frozen=True)
class Check:
    name: str
    is_fine: bool
    value: int | str | None = None


def readiness() -> list[Check]:
    """Every check answers, whatever another one meets."""
    return [_safely(check) for check in (database, migrations, broker, dispatcher, letters, heartbeat)]


def _safely(check: Callable[[], Check]) -> Check:
    try:
        return check()
    except Exception as error:  # The point of a check is to say so.
        return Check(check.__name__, False, type(error).__name__)


def database() -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Check("database", True, connection.vendor)


_migrated = False


def migrations() -> Check:
    """Old code under a new database or the other way round. Read until complete once: it cannot become less so."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if waiting:
            return Check("migrations", False, waiting)
        _migrated = True
    return Check("migrations", True, 0)


def broker() -> Check:
    with current_app.connection_for_read(connect_timeout=CONNECT_SECONDS) as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, timeout=CONNECT_SECONDS)
        waiting = broker.default_channel._size(current_app.conf.task_default_queue)
    return Check("broker", True, waiting)


def dispatcher() -> Check:
    """Age of the oldest fact that no reader has seen."""
    late = round(lag_seconds())
    return Check("dispatcher", late <= LATE_SECONDS, late)


def letters() -> Check:
    """Counted for the operator. They wait to be replayed; nothing stops working because of them."""
    return Check("dead_letters", True, dead_letters())


def heartbeat() -> Check:
    """Sent by the scheduler and run by a worker, so one row speaks for both."""
    seen = heartbeats().get("worker")
    if seen is None:
        return Check("worker", False, "never")
    silent = round((clock.now() - seen).total_seconds())
    return Check("worker", silent <= SILENT_SECONDS, silent)
