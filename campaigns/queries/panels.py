"""What the club page shows of announcements and coupons: one query each, with the viewer's own marks."""

from dataclasses import dataclass
from typing import Any

from campaigns.models import Announcement, AnnouncementRead, Coupon
from campaigns.queries.announcements import announcements_in
from campaigns.queries.coupons import coupons_for
from spaces.links import space_url
from spaces.models import Space

ROWS = 3


@dataclass(frozen=True)
class AnnouncementsPanel:
    rows: list[Announcement]
    all_url: str


@dataclass(frozen=True)
class CouponsPanel:
    rows: list[Coupon]
    may_claim: bool


def announcements_panel(viewer: Any, space: Space, limit: int = ROWS) -> AnnouncementsPanel:
    """Each row has `is_read`. The caller asked `can_read_space`."""
    rows = list(announcements_in(viewer, space)[:limit])
    return AnnouncementsPanel(rows, space_url(space, "campaigns:space_announcements"))


def coupons_panel(viewer: Any, space: Space, limit: int = ROWS) -> CouponsPanel:
    """Each row has `own_claim` and `own_is_used`. Managers who do not belong see it without a button."""
    rows = list(coupons_for(viewer, space)[:limit])
    return CouponsPanel(rows, viewer.belongs_to(space) and not space.is_archived)


def unread_announcements(viewer: Any, space: Space) -> int:
    """For the dot on the tab."""
    if not viewer.belongs_to(space):
        return 0
    read = AnnouncementRead.objects.filter(member_id=viewer.actor_id).values("announcement_id")
    return Announcement.objects.current().filter(space=space).exclude(pk__in=read).count()
