"""What waits for the person at the desk, over all apps: a fixed number of queries however many spaces there are."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min, Q

from content.models import Post
from content.models.post import PostState
from core import clock
from members.models import Application
from members.models.application import ApplicationState

LATE = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Waiting:
    """`late` have waited for more than a day; `since` is when the first of them came."""

    count: int = 0
    late: int = 0
    since: dt.datetime | None = None


@dataclass(frozen=True)
class Desk:
    """By space id."""

    applications: Mapping[int, Waiting] = field(default_factory=dict)
    reviews: Mapping[int, Waiting] = field(default_factory=dict)

    def waiting_in(self, space_id: int) -> int:
        return self.applications.get(space_id, Waiting()).count + self.reviews.get(space_id, Waiting()).count


def desk_of(viewer: Any) -> Desk:
    """Only what this viewer may decide on."""
    applications = Application.objects.filter(state=ApplicationState.WAITING, space__archived_at=None)
    posts = Post.objects.filter(state=PostState.IN_REVIEW, space__archived_at=None)
    return Desk(
        _by_space(applications, viewer, "member.admit"),
        _by_space(posts, viewer, "post.approve"),
    )


def _by_space(rows: Any, viewer: Any, capability: str) -> dict[int, Waiting]:
    there = viewer.spaces_where(capability)
    if not viewer.can(capability):
        if not there:
            return {}
        rows = rows.filter(space_id__in=there)
    late = Count("pk", filter=Q(created_at__lt=clock.now() - LATE))
    grouped = rows.order_by().values("space_id").annotate(count=Count("pk"), late=late, since=Min("created_at"))
    return {row["space_id"]: Waiting(row["count"], row["late"], row["since"]) for row in grouped}


def all_of(waiting: Mapping[int, Waiting]) -> Waiting:
    times = [one.since for one in waiting.values() if one.since]
    return Waiting(
        sum(one.count for one in waiting.values()),
        sum(one.late for one in waiting.values()),
        min(times, default=None),
    )
