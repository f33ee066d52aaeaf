"""Requests for data: one's own, and those that a brand has to answer in time."""

from typing import Any

from django.db.models import Q, QuerySet

from core.errors import NotVisible
from core.tenancy import across_brands, active
from members.models import DataRequest
from members.models.data_request import WORKED_ON, RequestScope
from members.rules.privacy import can_see_data_request


def own_requests(viewer: Any, limit: int = 20) -> list[DataRequest]:
    """Asked here, and for the whole account wherever it was asked; the latest first."""
    with across_brands("a whole account"):
        here = Q(brand_id=active().pk) | Q(scope=RequestScope.ACCOUNT)
        return list(DataRequest.objects.filter(here, account_id=viewer.account_id or 0).order_by("-id")[:limit])


def get_data_request(viewer: Any, public_id: str) -> DataRequest:
    with across_brands("a whole account"):
        here = Q(brand_id=active().pk) | Q(scope=RequestScope.ACCOUNT, account_id=viewer.account_id or 0)
        request = DataRequest.objects.filter(here, public_id=public_id).first()
    if request is None or not can_see_data_request(viewer, request):
        raise NotVisible
    return request


def requests_of_brand() -> QuerySet[DataRequest]:
    """The caller asked `can_oversee_requests`."""
    return DataRequest.objects.select_related("member")


def open_request_count() -> int:
    return DataRequest.objects.filter(state__in=WORKED_ON).count()
