"""What the views of this app share: pages by time, an optional space."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter

from core.api.pagination import NewestFirst
from spaces.models import Space
from spaces.queries import get_space

SPACE = OpenApiParameter(
    "space", str, description="Only those of this space (public id); `brand`: only brand-wide ones."
)


class Latest(NewestFirst):
    """By time, so that a cursor holds no row number."""

    ordering = ("-created_at", "-id")


class LatestClaimed(NewestFirst):
    ordering = ("-claimed_at", "-id")


def space_of(viewer: Any, public_id: str | None) -> Space | None:
    return None if public_id is None else get_space(viewer, public_id)


def of_space(viewer: Any, rows: QuerySet, public_id: str | None) -> QuerySet:
    if not public_id:
        return rows
    return rows.filter(space=None if public_id == "brand" else get_space(viewer, public_id))


def space_shown(row: Any) -> Space | None:
    """Whose inside a listed row tells of."""
    return row.space
