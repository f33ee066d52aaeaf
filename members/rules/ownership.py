"""Who holds a brand or the install together alone."""

from typing import Any

from accounts.models import User
from core.tenancy import across_brands
from members.models import BrandMember
from members.models.brand_member import BrandRole


def is_last_owner(member: BrandMember) -> bool:
    owners = BrandMember.objects.filter(role=BrandRole.OWNER, account__is_active=True)
    return member.role == BrandRole.OWNER and not owners.exclude(pk=member.pk).exists()


def brands_owned_alone(account: Any) -> list[int]:
    """Numbers of the brands that would be left without an owner."""
    with across_brands("a person's own records"):
        owners = BrandMember.objects.filter(role=BrandRole.OWNER, account__is_active=True)
        mine = set(owners.filter(account=account).values_list("brand_id", flat=True))
        shared = set(owners.filter(brand_id__in=mine).exclude(account=account).values_list("brand_id", flat=True))
    return sorted(mine - shared)


def is_last_operator(account: Any) -> bool:
    operators = User.objects.filter(is_staff=True, is_active=True)
    return bool(account.is_staff) and not operators.exclude(pk=account.pk).exists()
