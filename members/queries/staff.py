"""The team of a brand: everybody with a role in it."""

from django.db.models import Case, QuerySet, Value, When

from core.capabilities import BRAND_ROLES
from members.models import BrandMember

_RANK = Case(*(When(role=role, then=Value(place)) for place, role in enumerate(BRAND_ROLES)), default=Value(9))


def staff_of_brand() -> QuerySet[BrandMember]:
    """The owners first."""
    return BrandMember.objects.exclude(role="").annotate(rank=_RANK).order_by("rank", "id")
