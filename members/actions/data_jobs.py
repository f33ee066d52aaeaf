"""The worker's side of data requests: claim one under a lease, walk its steps, go on where a dead worker stopped."""

import datetime as dt
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F, Q
from django.utils import translation

from brands.models import Brand
from core import clock, locks, tenancy
from members.actions import erasing, exporting
from members.actions.data_steps import LEASE, LostLease, advance, person_of, plan_for, steps_of
from members.actions.forgetting import remove_files
from members.models import DataRequest
from members.models.data_request import WORKED_ON, RequestKind, RequestState

log = structlog.get_logger(__name__)
FIRST_RETRY = dt.timedelta(seconds=30)
MAX_ATTEMPTS = 10


def work_on_due() -> bool:
    """Do one data request that is due; False when there is none. Killed anywhere, its lease ends and it goes on."""
    request = _claim()
    if request is None:
        return False
    job = {RequestKind.EXPORT: exporting, RequestKind.ERASURE: erasing}[RequestKind(request.kind)]
    try:
        with tenancy.activate(request.brand), translation.override(_language(request)):
            _walk(request, job)
    except LostLease:
        log.info("data request lost", data_request_id=request.pk)
        if request.kind == RequestKind.EXPORT:
            _clean_up_after_being_called_off(request)
    except Exception as error:  # one request that breaks must not hold up the others
        log.exception("data request broke", data_request_id=request.pk)
        _retry_later(request, error)
    return True


def _language(request: DataRequest) -> str:
    return (request.account.language if request.account else "") or request.brand.language


@transaction.atomic
def _claim() -> DataRequest | None:
    now = clock.now()
    with tenancy.across_brands("data requests of every brand"):
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        due = DataRequest.objects.filter(free, state__in=WORKED_ON, due_at__lte=now).order_by("due_at", "id")
        request = locks.claim(due).first()
        if request is None:
            return None
        DataRequest.objects.filter(pk=request.pk).update(
            leased_until=now + LEASE,
            fence=F("fence") + 1,
            attempts=F("attempts") + 1,
            state=RequestState.RUNNING if request.state == RequestState.WAITING else request.state,
        )
        return DataRequest.objects.select_related("brand", "account").get(pk=request.pk)


def _walk(request: DataRequest, job: Any) -> None:
    """Each step may be done twice, when a worker died before it could say that it was done."""
    if not request.plan:
        job.begin(request, plan_for(request))
        request.refresh_from_db()
    steps = steps_of(request)
    for number in range(request.steps_done, len(steps)):
        brand_id, member_id, holding = steps[number]
        with tenancy.activate(Brand.objects.get(pk=brand_id)):
            job.step(request, number, holding, person_of(request, member_id))
        advance(request, number + 1)
    job.finish(request)


def _retry_later(request: DataRequest, error: Exception) -> None:
    mine = DataRequest._base_manager.filter(pk=request.pk, fence=request.fence)
    word = getattr(error, "code", "") or type(error).__name__
    if request.attempts >= MAX_ATTEMPTS or isinstance(error, erasing.CannotBeForgotten):
        mine.update(state=RequestState.FAILED, error=word[:60], leased_until=None, finished_at=clock.now())
        return
    wait = FIRST_RETRY * 2 ** (request.attempts - 1)
    mine.update(error=word[:60], leased_until=None, due_at=clock.now() + wait)


def _clean_up_after_being_called_off(request: DataRequest) -> None:
    """An erasure came first: what this worker has still packed must not stay."""
    current = DataRequest._base_manager.get(pk=request.pk)
    if current.state not in (*WORKED_ON, RequestState.READY):
        remove_files(current)


@transaction.atomic
def expire_exports() -> int:
    """Archives are there for a week."""
    with tenancy.across_brands("archives of every brand"):
        over = DataRequest.objects.filter(state=RequestState.READY, expires_at__lte=clock.now())
        for request in over:
            remove_files(request)
        return over.update(state=RequestState.EXPIRED, file="", size=0)
