"""That a member has opened an announcement, and that they confirm having read it."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from activity.actions import record
from campaigns import rules, verbs
from campaigns.models import Announcement, AnnouncementRead
from campaigns.queries import was_addressed
from core import clock
from core.decisions import ensure


@transaction.atomic
def mark_announcement_read(viewer: Any, announcement: Announcement) -> AnnouncementRead:
    """A row, once. Opening it again changes nothing."""
    ensure(rules.can_read_announcement(viewer, announcement))
    mine = AnnouncementRead.objects.filter(announcement=announcement, member=viewer.member)
    if (found := mine.first()) is not None:
        return found
    counted = was_addressed(announcement, viewer.member)
    try:
        with transaction.atomic():
            read = AnnouncementRead.objects.create(
                brand_id=announcement.brand_id, announcement=announcement, member=viewer.member, is_counted=counted
            )
    except IntegrityError:  # the same person, twice at once
        return mine.get()
    if counted:
        within = Announcement.objects.filter(pk=announcement.pk, read_count__lt=F("audience_count"))
        within.update(read_count=F("read_count") + 1)
    record(verbs.ANNOUNCEMENT_READ, viewer=viewer, target=announcement, space=announcement.space)
    return read


@transaction.atomic
def acknowledge_announcement(viewer: Any, announcement: Announcement) -> AnnouncementRead:
    """ "I have read this", pressed on purpose. Twice changes nothing."""
    ensure(rules.can_acknowledge_announcement(viewer, announcement))
    read = mark_announcement_read(viewer, announcement)
    changed = AnnouncementRead.objects.filter(pk=read.pk, acknowledged_at=None).update(acknowledged_at=clock.now())
    if changed:
        if read.is_counted:
            within = Announcement.objects.filter(pk=announcement.pk, acknowledged_count__lt=F("read_count"))
            within.update(acknowledged_count=F("acknowledged_count") + 1)
        record(verbs.ANNOUNCEMENT_ACKNOWLEDGED, viewer=viewer, target=announcement, space=announcement.space)
    return AnnouncementRead.objects.get(pk=read.pk)
