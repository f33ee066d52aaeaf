"""Opening a brand: the tenant and its first owner, both or neither."""

from typing import Any

from django.db import transaction

from brands.actions import create_brand
from brands.models import Brand
from members.actions import appoint


@transaction.atomic
def open_brand(account: Any, **fields: Any) -> Brand:
    """`fields` are those of brands.actions.create_brand; whoever opens it owns it."""
    brand = create_brand(account, **fields)
    appoint(brand, account, "owner")
    return brand
