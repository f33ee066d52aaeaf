"""Hand letters to addresses over: claimed under a lease, asked again, sent without a transaction, the outcome stored."""

import datetime as dt
from smtplib import SMTPException
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation

from core import locks, tenancy
from core.letters import catalogue
from delivery.channels import email
from delivery.leases import BATCH, FIRST_RETRY, LEASE, MAX_ATTEMPTS
from delivery.models import DeliveryState, Letter, RefusedAddress

log = structlog.get_logger(__name__)
# However many people invite the same stranger, a mailbox gets few letters of one brand.
MOST_PER_ADDRESS = 3
PER_ADDRESS_WITHIN = dt.timedelta(days=7)


def post_due(limit: int = BATCH) -> int:
    """Hand over one batch; return how many rows were taken."""
    taken = _claim(limit)
    for letter in taken:
        with tenancy.activate(letter.brand):
            if not _begin(letter):
                continue
            try:
                _hand_over(letter)
            except Exception as error:  # one broken letter must not hold up the others
                log.exception("letter broke", letter_id=letter.pk)
                _retry_later(letter, error)
    return len(taken)


@transaction.atomic
def _claim(limit: int) -> list[Letter]:
    now = timezone.now()
    with tenancy.across_brands("deliverers serve every brand"):
        nobodys = Q(leased_until=None) | Q(leased_until__lte=now)
        waiting = Q(nobodys, state=DeliveryState.QUEUED, due_at__lte=now)
        lapsed = Q(state=DeliveryState.HANDING_OFF, leased_until__lte=now)
        due = Letter.objects.filter(waiting | lapsed).order_by("due_at", "id")
        ids = [row.pk for row in locks.claim(due)[:limit] if not _given_up(row, now)]
        Letter.objects.filter(pk__in=ids).update(
            state=DeliveryState.QUEUED, leased_until=now + LEASE, fence=F("fence") + 1
        )
        return list(Letter.objects.filter(pk__in=ids).select_related("brand").order_by("id"))


def _given_up(row: Letter, now: dt.datetime) -> bool:
    """A worker died in its hand-off. Where our key is ignored it may have arrived: shown, not repeated."""
    if row.state != DeliveryState.HANDING_OFF:
        return False
    state = DeliveryState.FAILED if row.attempts >= MAX_ATTEMPTS else None
    if not email.honours_key():
        state = DeliveryState.UNCERTAIN
    if state is None:
        return False
    Letter.objects.filter(pk=row.pk).update(
        state=state, leased_until=None, done_at=now, error="worker_lost", address=""
    )
    return True


def _begin(letter: Letter) -> bool:
    mine = Letter.objects.filter(pk=letter.pk, fence=letter.fence, state=DeliveryState.QUEUED)
    letter.attempts += 1
    return bool(
        mine.update(state=DeliveryState.HANDING_OFF, leased_until=timezone.now() + LEASE, attempts=F("attempts") + 1)
    )


def _hand_over(letter: Letter) -> None:
    """Rights and words as they are now, in the brand's language: nobody knows which one a stranger reads."""
    with translation.override(letter.brand.language), timezone.override(letter.brand.time_zone):
        kind = catalogue.get(letter.kind)
        subject = kind.load(letter.subject_id) if kind else None
        if kind is None or subject is None or _is_unwanted(letter) or not kind.may(subject):
            _store(letter, DeliveryState.SKIPPED)
            return
        try:
            email.send_letter(letter, kind.show(subject))
        except (OSError, SMTPException) as error:
            _retry_later(letter, error)
        else:
            _store(letter, DeliveryState.DELIVERED)


def _is_unwanted(letter: Letter) -> bool:
    """They said no for good, or got enough this week. The sender learns of neither."""
    if RefusedAddress.objects.filter(digest=letter.digest).exists():
        return True
    since = timezone.now() - PER_ADDRESS_WITHIN
    got = Letter.objects.filter(digest=letter.digest, state=DeliveryState.DELIVERED, done_at__gt=since)
    return got.count() >= MOST_PER_ADDRESS


def _retry_later(letter: Letter, error: Exception) -> None:
    log.warning("letter failed", letter_id=letter.pk, attempt=letter.attempts)
    word = type(error).__name__[:60]
    if letter.attempts >= MAX_ATTEMPTS:
        _store(letter, DeliveryState.FAILED, error=word)
        return
    wait = FIRST_RETRY * 2 ** (letter.attempts - 1)
    _store(letter, DeliveryState.QUEUED, error=word, due_at=timezone.now() + wait)


def _store(letter: Letter, state: str, **columns: Any) -> None:
    """Only while our lease is the latest. Once it is done the address is not needed any more."""
    if state != DeliveryState.QUEUED:
        columns |= {"done_at": timezone.now(), "address": ""}
    mine = Letter.objects.filter(pk=letter.pk, fence=letter.fence, state=DeliveryState.HANDING_OFF)
    mine.update(state=state, leased_until=None, **columns)
