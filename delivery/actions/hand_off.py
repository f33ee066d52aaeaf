"""Claim due deliveries under a lease, talk to the outside world without a transaction, store the outcome."""

import datetime as dt
from smtplib import SMTPException
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from brands.links import brand_url
from core import locks, tenancy
from core.notices import Notice, Shown, catalogue, gates
from delivery.actions.posting import post_due
from delivery.channels import SENDERS
from delivery.leases import BATCH, FIRST_RETRY, LEASE, MAX_ATTEMPTS
from delivery.models import Delivery, DeliveryState, Preference
from delivery.queries import may_reach
from spaces.models import Space, Visibility

log = structlog.get_logger(__name__)


def deliver_due(limit: int = BATCH) -> int:
    """
    Hand over one batch of notices and one of letters; return how many rows were taken.

    Killed anywhere, the leases end and the rest goes on.
    """
    return _deliver(limit) + post_due(limit)


def _deliver(limit: int) -> int:
    taken = _claim(limit)
    for delivery in taken:
        with tenancy.activate(delivery.brand):
            if not _begin(delivery):
                continue
            try:
                _hand_over(delivery)
            except Exception as error:  # one broken notice must not hold up the others
                log.exception("hand-off broke", delivery_id=delivery.pk)
                _retry_later(delivery, error)
    return len(taken)


@transaction.atomic
def _claim(limit: int) -> list[Delivery]:
    """Take a batch under a lease. Nothing of it is handed over yet, so all of it stays queued."""
    now = timezone.now()
    with tenancy.across_brands("deliverers serve every brand"):
        nobodys = Q(leased_until=None) | Q(leased_until__lte=now)
        waiting = Q(nobodys, state=DeliveryState.QUEUED, due_at__lte=now)
        lapsed = Q(state=DeliveryState.HANDING_OFF, leased_until__lte=now)
        due = Delivery.objects.filter(waiting | lapsed).order_by("due_at", "id")
        ids = [row.pk for row in locks.claim(due)[:limit] if not _given_up(row, now)]
        Delivery.objects.filter(pk__in=ids).update(
            state=DeliveryState.QUEUED, leased_until=now + LEASE, fence=F("fence") + 1
        )
        fresh = Delivery.objects.filter(pk__in=ids).select_related("message__fact", "account", "brand")
        return list(fresh.order_by("id"))


def _begin(delivery: Delivery) -> bool:
    """Just before a hand-off: this row, and none of the rest of the batch, may have gone out if we die from here on."""
    mine = Delivery.objects.filter(pk=delivery.pk, fence=delivery.fence, state=DeliveryState.QUEUED)
    delivery.attempts += 1
    return bool(
        mine.update(state=DeliveryState.HANDING_OFF, leased_until=timezone.now() + LEASE, attempts=F("attempts") + 1)
    )


def _given_up(row: Delivery, now: dt.datetime) -> bool:
    """
    Whether a worker died in the hand-off of this row, and it must not be tried again.

    On a channel that ignores our key it may have arrived: shown, not repeated. One that is lost with every worker that
    touches it has failed.
    """
    if row.state != DeliveryState.HANDING_OFF:
        return False
    state = DeliveryState.FAILED if row.attempts >= MAX_ATTEMPTS else None
    if not SENDERS[row.channel].honours_key():
        state = DeliveryState.UNCERTAIN
    if state is None:
        return False
    Delivery.objects.filter(pk=row.pk).update(state=state, leased_until=None, done_at=now, error="worker_lost")
    return True


def _hand_over(delivery: Delivery) -> None:
    """Rights and words as they are now, in the reader's language and time zone."""
    account, brand = delivery.account, delivery.brand
    with (
        translation.override(account.language or brand.language),
        timezone.override(account.time_zone or brand.time_zone),
    ):
        viewer = import_string(settings.PLAZA_VIEWER_FACTORY)(account)
        notice = catalogue.get(delivery.message.notice)
        subject = notice.load([delivery.message.fact]).get(delivery.message.fact_id) if notice else None
        if notice is None or subject is None or not account.is_active or not may_reach(notice, viewer, subject):
            _store(delivery, DeliveryState.SKIPPED)
            return
        if not _is_wanted(delivery, notice, subject, viewer):
            _store(delivery, DeliveryState.SKIPPED)
            return
        try:
            SENDERS[delivery.channel].send(delivery, _said(delivery, notice.show(subject, viewer), viewer))
        except (OSError, SMTPException) as error:
            _retry_later(delivery, error)
        else:
            _store(delivery, DeliveryState.DELIVERED)


def _is_wanted(delivery: Delivery, notice: Notice, subject: Any, viewer: Any) -> bool:
    """What the person decided since it was queued: switched it off, took a consent back, objected to being aimed at."""
    mine = Preference.objects.filter(account_id=delivery.account_id, kind=notice.kind, channel=delivery.channel)
    if mine.filter(wanted=False).exists():
        return False
    return all(check(viewer, notice, subject, delivery.channel) for check in gates)


def _said(delivery: Delivery, shown: Shown, viewer: Any) -> Shown:
    """Letters lie open in mailboxes: of a secret group they say only that something waits, and lead to the inbox."""
    space_id = delivery.message.fact.space_id
    if space_id is None or not Space.objects.filter(pk=space_id, visibility=Visibility.SECRET).exists():
        return shown
    title = _("Inbox, %(count)s unread") % {"count": viewer.unread_count}
    return Shown(title, "", brand_url("delivery:inbox"))


def _retry_later(delivery: Delivery, error: Exception) -> None:
    log.warning("hand-off failed", delivery_id=delivery.pk, attempt=delivery.attempts)
    if delivery.attempts >= MAX_ATTEMPTS:
        _store(delivery, DeliveryState.FAILED, error=type(error).__name__)
        return
    wait = FIRST_RETRY * 2 ** (delivery.attempts - 1)
    _store(delivery, DeliveryState.QUEUED, error=type(error).__name__, due_at=timezone.now() + wait, done_at=None)


def _store(delivery: Delivery, state: str, **columns: Any) -> None:
    """Only while our lease is the latest: a worker that woke up late changes nothing."""
    columns.setdefault("done_at", timezone.now())
    mine = Delivery.objects.filter(pk=delivery.pk, fence=delivery.fence, state=DeliveryState.HANDING_OFF)
    mine.update(state=state, leased_until=None, **columns)
