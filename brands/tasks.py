"""Housekeeping of what brands keep for a day."""

import datetime as dt

from celery import shared_task

from brands.models import IdempotencyKey
from core import clock

KEPT = dt.timedelta(hours=24)


@shared_task(name="brands.prune")
def prune() -> int:
    """Forget answers to repeated requests after 24 hours."""
    return IdempotencyKey.objects.filter(created_at__lt=clock.now() - KEPT).delete()[0]
