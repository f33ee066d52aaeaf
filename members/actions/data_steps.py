"""What a data request has to walk through, and how far it has come."""

import datetime as dt
from typing import Any

from core import clock, tenancy
from core.privacy import Holding, Person, beyond_brands, in_brands
from members.models import BrandMember, DataRequest
from members.models.data_request import WORKED_ON, RequestKind, RequestScope

LEASE = dt.timedelta(minutes=2)
Plan = list[list[Any]]  # [[brand number, record number or None]]
Step = tuple[int, int | None, Holding]


class LostLease(Exception):
    """Another worker has it now, or it was called off: nothing more may be written."""


def plan_for(request: DataRequest) -> Plan:
    if request.scope == RequestScope.BRAND or request.account is None:
        member = BrandMember.objects.filter(account=request.account).first() if request.account else None
        return [[request.brand_id, member.pk if member else None]]
    with tenancy.across_brands("a whole account"):
        records = BrandMember.objects.filter(account=request.account).order_by("brand_id")
        found: Plan = [[brand_id, pk] for brand_id, pk in records.values_list("brand_id", "pk")]
    return found or [[request.brand_id, None]]


def steps_of(request: DataRequest) -> list[Step]:
    """Every brand of the plan through every holding, then what is above brands."""
    steps: list[Step] = [(brand, member, holding) for brand, member in request.plan for holding in in_brands()]
    if request.kind == RequestKind.EXPORT or request.scope == RequestScope.ACCOUNT:
        steps += [(request.brand_id, None, holding) for holding in beyond_brands()]
    return steps


def person_of(request: DataRequest, member_id: int | None) -> Person:
    """Whoever was forgotten here and has come back meanwhile is somebody else: what is theirs now is left alone."""
    member = BrandMember._base_manager.filter(pk=member_id).first() if member_id else None
    account = request.account
    if request.kind == RequestKind.ERASURE and request.scope == RequestScope.BRAND:
        is_back = BrandMember.objects.filter(account=account).exists() if account else False
        account = None if is_back else account
    return Person(account=account, member=member)


def advance(request: DataRequest, steps_done: int, **columns: Any) -> None:
    """Note how far it is and hold the lease for longer; LostLease when it is no longer ours."""
    mine = DataRequest._base_manager.filter(pk=request.pk, fence=request.fence, state__in=WORKED_ON)
    if not mine.update(steps_done=steps_done, leased_until=clock.now() + LEASE, **columns):
        raise LostLease
    request.steps_done = steps_done
