"""Reading one's notices."""

from typing import Any

from django.db import transaction

from core import clock
from core.errors import NotVisible
from delivery.models import Delivery
from delivery.queries import inbox_of


@transaction.atomic
def mark_read(viewer: Any, public_id: str) -> Delivery:
    """Someone else's notice is not there at all. Reading twice changes nothing."""
    delivery = inbox_of(viewer).filter(public_id=public_id).first()
    if delivery is None:
        raise NotVisible
    Delivery.objects.filter(pk=delivery.pk, read_at=None).update(read_at=clock.now())
    return delivery


@transaction.atomic
def mark_all_read(viewer: Any) -> int:
    return inbox_of(viewer).filter(read_at=None).order_by().update(read_at=clock.now())
