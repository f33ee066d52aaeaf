"""Forgetting a person: close the door, empty every holding, write the ledger, and look once more a little later."""

import datetime as dt
import json
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from accounts.models import User
from activity.actions import record
from brands.models import Brand
from core import clock, tenancy
from core.errors import PlazaError
from core.privacy import Holding, Person, Wishes
from members import rules, verbs
from members.actions.data_steps import LostLease, Plan, advance, steps_of
from members.actions.forgetting import detach, drop_exports
from members.actions.standing import hold_owners
from members.models import BrandMember, DataRequest
from members.models.data_request import RequestScope, RequestState
from members.viewer import viewer_for_account

# A sender, a reader of facts or an archive that was under way when we came may have written behind our back (C35).
LOOK_AGAIN_AFTER = dt.timedelta(minutes=2)


class CannotBeForgotten(PlazaError):
    """Since it was asked they became the last owner: a person has to decide."""


@transaction.atomic
def begin(request: DataRequest, plan: Plan) -> None:
    """One transaction: either the person can still act everywhere, or nowhere."""
    _hold_owners(plan)
    refused = rules.can_be_forgotten(viewer_for_account(request.account), request.scope)
    if not refused and refused.code != "not_a_member":
        raise CannotBeForgotten(refused.reason, code=refused.code)
    request.plan = plan
    advance(request, 0, plan=plan, steps_total=len(steps_of(request)) + 1)
    if request.scope == RequestScope.ACCOUNT and request.account_id is not None:
        User.objects.filter(pk=request.account_id).update(is_active=False)
    drop_exports(request.account_id, _records(request))
    for brand_id, member_id in plan:
        if member_id is None:
            continue
        with tenancy.activate(Brand.objects.get(pk=brand_id)):
            for member in BrandMember.objects.filter(pk=member_id).select_related("account"):
                detach(member)


def _hold_owners(plan: Plan) -> None:
    """Of two owners who want to be forgotten at the same moment one is told that they are the last."""
    for brand_id, member_id in sorted(plan, key=lambda one: one[0]):
        if member_id is not None:
            with tenancy.activate(Brand.objects.get(pk=brand_id)):
                hold_owners(member_id)


def step(request: DataRequest, number: int, holding: Holding, person: Person) -> None:
    holding.erase(person, Wishes(keep_posts=request.keep_posts))


def finish(request: DataRequest) -> None:
    """The first time we look again soon; the second time it is done."""
    drop_exports(request.account_id, _records(request))
    again = request.state != RequestState.SWEEPING
    if again:
        _write_ledger(request)
    now = clock.now()
    with transaction.atomic():
        mine = DataRequest._base_manager.filter(pk=request.pk, fence=request.fence, state=request.state)
        if again:
            columns = {"state": RequestState.SWEEPING, "steps_done": 0, "due_at": now + LOOK_AGAIN_AFTER, "attempts": 0}
        else:
            columns = {"state": RequestState.DONE, "steps_done": request.steps_total, "finished_at": now}
        if not mine.update(leased_until=None, error="", **columns):
            raise LostLease
        if not again:
            record(verbs.ERASURE_DONE, target=request)


def _records(request: DataRequest) -> list[int]:
    return [member for _brand, member in request.plan if member is not None]


def _write_ledger(request: DataRequest) -> None:
    """
    Beside the database, numbers only: whoever restores an older copy of the database must forget these people again.

    A file per request, written whole or not at all.
    """
    folder = settings.PLAZA_ERASURE_LEDGER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    line: dict[str, Any] = {
        "request": request.public_id,
        "scope": request.scope,
        "keep_posts": request.keep_posts,
        "account": request.account_id,
        "plan": request.plan,
        "erased_at": clock.now(),
    }
    draft = folder / f".{request.public_id}.part"
    draft.write_text(json.dumps(line, cls=DjangoJSONEncoder))
    draft.replace(folder / f"{request.public_id}.json")
