"""Replaying dead letters after the reader was mended."""

from collections.abc import Mapping

from django.db import transaction

from activity.dispatch import Reader, readers
from activity.models import DeadLetter
from core import clock, locks
from core.tenancy import across_brands


def replay_letters(using: Mapping[str, Reader] | None = None) -> tuple[int, int]:
    """Give each waiting letter to its reader once more. Returns (replayed, still failing)."""
    done = failed = 0
    for pk in list(DeadLetter.objects.filter(replayed_at=None).order_by("id").values_list("pk", flat=True)):
        try:
            with transaction.atomic(), across_brands("replay of dead letters"):
                done += _replay(pk, readers() if using is None else using)
        except Exception as error:
            if locks.is_transient(error):
                raise
            DeadLetter.objects.filter(pk=pk).update(error=f"{type(error).__name__}: {error}"[:500])
            failed += 1
    return done, failed


def _replay(pk: int, using: Mapping[str, Reader]) -> int:
    """Under the dispatcher's lock: readers run one at a time, and neither a rival nor a rebuild counts it twice."""
    locks.lock(locks.DISPATCHER)
    letter = DeadLetter.objects.filter(pk=pk, replayed_at=None).select_related("activity").first()
    if letter is None:
        return 0
    using[letter.reader].read([letter.activity])
    return DeadLetter.objects.filter(pk=pk).update(replayed_at=clock.now())
