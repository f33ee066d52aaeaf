"""Announcements for the desk, for readers and for the fan-out."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from campaigns.models import Announcement, AnnouncementRead
from campaigns.queries.audience import spaces_governed
from core.errors import NotVisible
from members.models import BrandMember, Membership
from members.models.membership import State
from spaces.models import Space


def get_announcement(viewer: Any, public_id: str) -> Announcement:
    """The announcement with this public id, or NotVisible."""
    found = Announcement.objects.visible_to(viewer).select_related("space", "author").filter(public_id=public_id)
    announcement = found.first()
    if announcement is None:
        raise NotVisible
    viewer.looks_into(announcement.space)
    return announcement


def announcements_visible(viewer: Any) -> QuerySet[Announcement]:
    """Everything that the viewer may see, with their own marks."""
    return with_marks(viewer, Announcement.objects.visible_to(viewer))


def with_marks(viewer: Any, announcements: QuerySet) -> QuerySet[Announcement]:
    """`is_read` and `is_acknowledged` for this viewer on every row, in the same query."""
    mine = AnnouncementRead.objects.filter(announcement=OuterRef("pk"), member_id=viewer.actor_id)
    return announcements.annotate(
        is_read=Exists(mine), is_acknowledged=Exists(mine.exclude(acknowledged_at=None))
    ).select_related("space", "author")


def announcements_in(viewer: Any, space: Space | None) -> QuerySet[Announcement]:
    """What is said to this space (or, with None, to the whole brand) now: pinned first, then the newest."""
    said = Announcement.objects.visible_to(viewer).current().filter(space=space)
    return with_marks(viewer, said).order_by("-pinned", "-published_at", "-id")


def announcement_desk(viewer: Any) -> QuerySet[Announcement]:
    """Every announcement that the viewer may write or send, the newest first, whatever its state."""
    governed = Announcement.objects.governed_by(viewer, "announcement.draft")
    return governed.select_related("space", "author").order_by("-id")


def spaces_to_announce_in(viewer: Any, capability: str = "announcement.draft") -> QuerySet[Space]:
    return spaces_governed(viewer, capability)


def audience_size(space_id: int | None) -> int:
    """How many an announcement would be sent to at this moment."""
    if space_id is None:
        return BrandMember.objects.filter(account__is_active=True).count()
    active = Membership.objects.filter(space_id=space_id, state=State.ACTIVE, member__account__is_active=True)
    return active.count()


def was_addressed(announcement: Announcement, member: BrandMember) -> bool:
    """Was this member in the audience at the moment of publishing? Those who joined later read, but are not counted."""
    if announcement.published_at is None:
        return False
    if announcement.space_id is None:
        return member.joined_at <= announcement.published_at
    standing = Membership.objects.filter(space_id=announcement.space_id, member=member, state=State.ACTIVE)
    return standing.filter(joined_at__lte=announcement.published_at).exists()


def announcements_by_fact(facts: Iterable[Any]) -> dict[int, Announcement]:
    """{fact.pk: announcement} for facts about announcements."""
    facts = list(facts)
    found = Announcement.objects.select_related("space", "author").in_bulk([fact.target_id for fact in facts])
    return {fact.pk: found[fact.target_id] for fact in facts if fact.target_id in found}
