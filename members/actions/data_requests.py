"""Asking for one's data, asking to be forgotten, and taking that back in time."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activity.actions import record
from core import clock, tenancy
from core.decisions import ensure
from core.errors import Conflict, Invalid
from core.queue import later
from members import rules, verbs
from members.models import DataRequest
from members.models.data_request import RequestKind, RequestScope, RequestState

GRACE = dt.timedelta(hours=48)  # with the job well within the 72 hours that we promise


@transaction.atomic
def request_export(viewer: Any, *, scope: str = RequestScope.BRAND) -> DataRequest:
    """Put one's data together in the background. One at a time: Conflict `already_requested`."""
    ensure(rules.can_request_data(viewer))
    request = _requested(viewer, RequestKind.EXPORT, scope)
    record(verbs.EXPORT_REQUESTED, viewer=viewer, target=request)
    later("members.data_requests")
    return request


@transaction.atomic
def request_erasure(viewer: Any, *, scope: str = RequestScope.BRAND, keep_posts: bool = False) -> DataRequest:
    """Be forgotten after a time of grace. The caller has made sure that it is really them (a fresh sign-in)."""
    _check_scope(scope)
    ensure(rules.can_be_forgotten(viewer, scope))
    due_at = clock.now() + GRACE
    request = _requested(viewer, RequestKind.ERASURE, scope, due_at=due_at, keep_posts=keep_posts)
    record(verbs.ERASURE_REQUESTED, viewer=viewer, target=request)
    return request


def _requested(viewer: Any, kind: str, scope: str, **columns: Any) -> DataRequest:
    _check_scope(scope)
    try:
        with transaction.atomic():
            return DataRequest.objects.create(
                brand_id=tenancy.active().pk,
                account=viewer.user,
                member=viewer.record,
                kind=kind,
                scope=scope,
                requested_at=clock.now(),
                **columns,
            )
    except IntegrityError as error:
        raise Conflict(_("You have asked for this already."), code="already_requested") from error


def _check_scope(scope: str) -> None:
    if scope not in RequestScope.values:
        raise Invalid.field("scope", _("Choose one of the options."), "bad_choice")


@transaction.atomic
def withdraw_erasure(viewer: Any, request: DataRequest) -> None:
    """Take it back while it waits. Of this and the job one wins; taking it back twice changes nothing."""
    ensure(rules.can_see_data_request(viewer, request))
    request.refresh_from_db()
    if viewer.account_id == request.account_id and request.state == RequestState.WITHDRAWN:
        return
    ensure(rules.can_withdraw_erasure(viewer, request))
    waiting = DataRequest.objects.filter(pk=request.pk, state=RequestState.WAITING)
    if not waiting.update(state=RequestState.WITHDRAWN, finished_at=clock.now()):
        raise Conflict(_("It is too late to take this back."), code="too_late")
    record(verbs.ERASURE_WITHDRAWN, viewer=viewer, target=request)
