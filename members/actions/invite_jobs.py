"""The worker's side of a file of addresses: claim it under a lease, invite row by row, go on where a dead worker stopped."""

import datetime as dt

import structlog
from django.db import transaction
from django.db.models import F, Q, QuerySet

from core import clock, locks, tenancy
from core.errors import PlazaError
from delivery.actions import TooManyLetters
from members.actions.addressing import invite_address
from members.models import InviteBatch, InviteRow
from members.models.invite_batch import BatchState, RowOutcome
from members.viewer import Viewer, viewer_for_account

log = structlog.get_logger(__name__)
LEASE = dt.timedelta(minutes=2)
AT_ONCE = 50
WAIT_FOR_LETTERS = dt.timedelta(hours=1)
FIRST_RETRY = dt.timedelta(seconds=30)
MAX_ATTEMPTS = 10


def invite_from_files() -> bool:
    """Work on one file that is due; False when there is none."""
    batch = _claim()
    if batch is None:
        return False
    with tenancy.activate(batch.brand):
        try:
            while _some(batch):
                pass
        except Exception as error:  # one file that breaks must not hold up the others
            log.exception("invitations from a file broke", batch_id=batch.pk, error=type(error).__name__)
            _retry_later(batch)
    return True


@transaction.atomic
def _claim() -> InviteBatch | None:
    now = clock.now()
    with tenancy.across_brands("files of every brand"):
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        due = InviteBatch.objects.filter(free, state=BatchState.RUNNING, due_at__lte=now).order_by("due_at", "id")
        batch = locks.claim(due).first()
        if batch is None:
            return None
        InviteBatch.objects.filter(pk=batch.pk).update(leased_until=now + LEASE, fence=F("fence") + 1)
        return InviteBatch.objects.select_related("brand", "space", "made_by__account").get(pk=batch.pk)


@transaction.atomic
def _some(batch: InviteBatch) -> bool:
    """
    The next rows and the note of how far it is, in one transaction: a row is worked on once, whoever dies.

    The rights of whoever confirmed it are asked for every row, as they are now.
    """
    if not _mine(batch).update(leased_until=clock.now() + LEASE):
        return False  # another worker has it now
    rows = list(batch.rows.filter(verdict="ok", outcome="").order_by("line")[:AT_ONCE])
    viewer = viewer_for_account(batch.made_by.account if batch.made_by else None)
    done = 0
    for row in rows:
        try:
            outcome = _invite(viewer, batch, row)
        except TooManyLetters:  # the day's letters are used up: go on when there is room again
            _mine(batch).update(
                rows_done=F("rows_done") + done, due_at=clock.now() + WAIT_FOR_LETTERS, leased_until=None
            )
            return False
        InviteRow.objects.filter(pk=row.pk).update(outcome=outcome)
        done += 1
    _mine(batch).update(rows_done=F("rows_done") + done, attempts=0)
    if len(rows) == AT_ONCE:
        return True
    _mine(batch).update(state=BatchState.DONE, finished_at=clock.now(), leased_until=None)
    return False


def _mine(batch: InviteBatch) -> QuerySet[InviteBatch]:
    return InviteBatch.objects.filter(pk=batch.pk, fence=batch.fence, state=BatchState.RUNNING)


def _invite(viewer: Viewer, batch: InviteBatch, row: InviteRow) -> str:
    try:
        with transaction.atomic():
            invite_address(
                viewer,
                batch.space,
                row.email,
                role=row.role,
                name=row.name,
                source_label=batch.source_label,
                days=batch.days,
            )
    except TooManyLetters:
        raise
    except PlazaError:  # they may not any more: demoted, out, or the space is archived
        return RowOutcome.REFUSED
    return RowOutcome.INVITED


def _retry_later(batch: InviteBatch) -> None:
    attempts = batch.attempts + 1
    if attempts >= MAX_ATTEMPTS:
        _mine(batch).update(state=BatchState.FAILED, attempts=attempts, leased_until=None, finished_at=clock.now())
        return
    wait = FIRST_RETRY * 2 ** (attempts - 1)
    _mine(batch).update(attempts=attempts, leased_until=None, due_at=clock.now() + wait)
