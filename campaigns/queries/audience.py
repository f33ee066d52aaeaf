"""Who is spoken to, and where the viewer may speak."""

from typing import Any

from django.db.models import QuerySet

from members.models import BrandMember
from members.queries import active_accounts_in
from spaces.models import Space


def accounts_in(space_id: int | None) -> QuerySet:
    """Account ids of a space's active members; of everyone in the brand when there is no space."""
    if space_id is None:
        return BrandMember.objects.values_list("account_id", flat=True)
    return active_accounts_in(space_id)


def spaces_governed(viewer: Any, capability: str) -> QuerySet[Space]:
    """Living spaces whose members the viewer may address, communities before groups."""
    living = Space.objects.filter(archived_at=None)
    if viewer.can(capability):
        spaces = living.readable_by(viewer)
    else:
        spaces = living.filter(pk__in=viewer.spaces_where(capability))
    return spaces.order_by("kind", "name", "id")
