"""Who sees a person's page."""

from typing import Any

from core.decisions import ALLOW, HIDE, Decision
from members.models import BrandMember


def can_see_person(viewer: Any, person: BrandMember) -> Decision:
    """One row of `BrandMemberQuerySet.visible_to`."""
    if person.erased_at is not None:
        return HIDE
    if viewer.member is not None or BrandMember.objects.visible_to(viewer).filter(pk=person.pk).exists():
        return ALLOW
    return HIDE
