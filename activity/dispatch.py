"""The dispatcher: one at a time, gives a batch of facts its positions and runs the readers, in one transaction."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils.module_loading import import_string

from activity.models import Activity, DeadLetter
from core import locks
from core.tenancy import across_brands

log = structlog.get_logger(__name__)
BATCH = 500
SQLITE_BATCH = 200
SQLITE_LEAST = 10
SQLITE_SECONDS = 0.1  # the batch holds the one write lock, and pages wait for it

Facts = Sequence[Activity]


@dataclass(frozen=True)
class Reader:
    """`read(facts)` does database work only; it sees the verbs it asked for, oldest position first."""

    read: Callable[[Facts], None]
    verbs: frozenset[str] | None = None

    def wants(self, fact: Activity) -> bool:
        return self.verbs is None or fact.verb in self.verbs


class BatchSize:
    """On SQLite a batch is at most 200 facts or about 100 ms: as many as the last one's speed allows."""

    def __init__(self) -> None:
        self.now = SQLITE_BATCH

    def get(self) -> int:
        return BATCH if connection.vendor == "postgresql" else self.now

    def took(self, seconds: float, count: int) -> None:
        """A short batch says little about a full one, so the size at most doubles."""
        if count:
            fits = int(count * SQLITE_SECONDS / max(seconds, 0.001))
            self.now = max(min(fits, self.now * 2, SQLITE_BATCH), SQLITE_LEAST)


batch_size = BatchSize()


def readers() -> Mapping[str, Reader]:
    return import_string(settings.PLAZA_READERS)


def dispatch_batch(using: Mapping[str, Reader] | None = None, limit: int | None = None) -> int:
    """
    Read one batch; return how many facts it held (0: nothing waits, or another dispatcher is at work).

    Deadlocks, lock timeouts and lost connections leave as they came, the whole batch rolled back: the caller tries again.
    """
    with across_brands("dispatcher reads every brand's facts"):
        if not Activity.objects.filter(position=None).exists():
            return 0  # most ticks end here, without asking SQLite for its one write lock
        with transaction.atomic():
            started = time.monotonic()  # waiting for the write lock is nobody's work
            count = _dispatch(readers() if using is None else using, limit or batch_size.get())
    batch_size.took(time.monotonic() - started, count)
    return count


def _dispatch(using: Mapping[str, Reader], limit: int) -> int:
    if not locks.try_lock(locks.DISPATCHER):
        return 0
    facts = list(locks.claim(Activity.objects.filter(position=None).order_by("id"))[:limit])
    if facts:
        _give_positions(facts)
    for name, reader in using.items():
        wanted = [fact for fact in facts if reader.wants(fact)]
        if wanted:
            _run(name, reader, wanted)
    return len(facts)


def _give_positions(facts: Facts) -> None:
    """Positions follow dispatch, not ids: ids do not commit in order. The lock makes max + 1 safe."""
    last = Activity.objects.aggregate(last=Max("position"))["last"] or 0
    for position, fact in enumerate(facts, start=last + 1):
        fact.position = position
    Activity.objects.bulk_update(facts, ["position"], batch_size=200)


def _run(name: str, reader: Reader, facts: Facts) -> None:
    try:
        with transaction.atomic():
            reader.read(facts)
    except Exception as error:
        if locks.is_transient(error):
            raise
        log.exception("reader failed, replaying one by one", reader=name, facts=len(facts))
        for fact in facts:
            _run_one(name, reader, fact)


def _run_one(name: str, reader: Reader, fact: Activity) -> None:
    try:
        with transaction.atomic():
            reader.read([fact])
    except Exception as error:
        if locks.is_transient(error):
            raise
        log.error("dead letter", reader=name, activity_id=fact.pk)
        DeadLetter.objects.get_or_create(
            reader=name, activity=fact, defaults={"error": f"{type(error).__name__}: {error}"[:500]}
        )
