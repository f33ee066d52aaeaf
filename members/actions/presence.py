"""When people were here last, and where that puts them in their life with the brand."""

import datetime as dt
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce

from core import clock
from core.tenancy import across_brands
from members.models import BrandMember
from members.models.brand_member import Stage

FRESH = dt.timedelta(minutes=15)
NEW, QUIET, LOST = dt.timedelta(days=14), dt.timedelta(days=60), dt.timedelta(days=180)


def note_seen(viewer: Any) -> None:
    """At most one small write per person and quarter of an hour, and no fact: page views are counted elsewhere."""
    member, now = viewer.member, clock.now()
    if member is None or (member.last_seen_at and now - member.last_seen_at < FRESH):
        return
    BrandMember.objects.filter(pk=member.pk).filter(Q(last_seen_at=None) | Q(last_seen_at__lt=now - FRESH)).update(
        last_seen_at=now
    )


def refresh_stages() -> int:
    """Everyone whose stage has changed by time alone, in one statement that touches nobody else."""
    now, seen = clock.now(), Coalesce(F("last_seen_at"), F("joined_at"))
    stage = Case(
        When(Q(seen__lt=now - LOST), then=Value(Stage.LOST.value)),
        When(Q(seen__lt=now - QUIET), then=Value(Stage.QUIET.value)),
        When(Q(joined_at__gt=now - NEW), then=Value(Stage.NEW.value)),
        default=Value(Stage.ACTIVE.value),
    )
    with across_brands("stages of people, of every brand"):
        moved = BrandMember.objects.annotate(seen=seen).annotate(now_in=stage).exclude(stage=F("now_in"))
        return BrandMember.objects.filter(pk__in=moved.values("pk")).annotate(seen=seen).update(stage=stage)
