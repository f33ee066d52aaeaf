"""Sending announcements: now, at a set time, or not at all."""

import datetime as dt
from typing import Any

import structlog
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activity.actions import record
from campaigns import rules, verbs
from campaigns.actions.announcements import change, fresh, future
from campaigns.models import Announcement, AnnouncementState
from campaigns.models.announcement import HeldBecause
from campaigns.queries import audience_size
from core import clock, locks, tenancy
from core.decisions import ensure
from core.errors import Invalid, Text
from members.actions import hold_standing
from members.viewer import viewer_for_account

log = structlog.get_logger(__name__)
GRACE = dt.timedelta(minutes=30)  # later than this, what was meant for ten o'clock may be wrong: a person decides
BATCH = 100
NEVER_EXPIRES_EARLY: Text = _("It would have expired before it is sent.")


@transaction.atomic
def schedule_announcement(
    viewer: Any, announcement: Announcement, *, publish_at: dt.datetime, version: int | None = None
) -> Announcement:
    """Send it at `publish_at` (aware). Scheduling again moves the time."""
    _may_send(viewer, announcement)
    future(publish_at, field="publish_at")
    _outlives(announcement, publish_at)
    scheduled = {"state": AnnouncementState.SCHEDULED, "held_because": "", "scheduled_by": viewer.member}
    change(announcement, version, publish_at=publish_at, **scheduled)
    record(verbs.ANNOUNCEMENT_SCHEDULED, viewer=viewer, target=announcement, space=announcement.space)
    return fresh(announcement)


@transaction.atomic
def publish_now(viewer: Any, announcement: Announcement, *, version: int | None = None) -> Announcement:
    """Send it to everyone who is in the audience at this moment."""
    _may_send(viewer, announcement)
    _outlives(announcement, clock.now())
    _publish(announcement, version, viewer=viewer)
    return fresh(announcement)


@transaction.atomic
def cancel_announcement(viewer: Any, announcement: Announcement, *, version: int | None = None) -> Announcement:
    """Never send it. Against the worker that publishes it this second, one of the two wins and the other does nothing."""
    _may_send(viewer, announcement)
    change(announcement, version, state=AnnouncementState.CANCELLED, held_because="", cancelled_at=clock.now())
    record(verbs.ANNOUNCEMENT_CANCELLED, viewer=viewer, target=announcement, space=announcement.space)
    return fresh(announcement)


def publish_due(limit: int = BATCH) -> int:
    """
    Send what is due; return how many were sent or held back. Any number of workers may run this at once.

    One transaction each: a kill between two loses nothing, a kill inside one leaves it due.
    """
    with tenancy.across_brands("due announcements of every brand"):
        due = Announcement.objects.filter(state=AnnouncementState.SCHEDULED, publish_at__lte=clock.now())
        waiting = list(due.order_by("publish_at", "id").values_list("pk", flat=True)[:limit])
    done = 0
    for pk in waiting:
        try:
            done += _publish_if_due(pk)
        except Exception as error:  # one that cannot be sent must not hold up the others
            if locks.is_transient(error):
                raise
            log.exception("announcement could not be published", announcement_id=pk)
    return done


@transaction.atomic
def _publish_if_due(pk: int) -> bool:
    """Under a row lock, with the world looked at again. A rival worker skips the row; the UPDATE decides in any case."""
    now = clock.now()
    with tenancy.across_brands("due announcements of every brand"):
        due = Announcement.objects.filter(pk=pk, state=AnnouncementState.SCHEDULED, publish_at__lte=now)
        announcement = locks.claim(due.select_related("brand", "space", "scheduled_by__account")).first()
    if announcement is None:
        return False
    with tenancy.activate(announcement.brand):
        if reason := _reason_to_hold(announcement, now):
            held = {"state": AnnouncementState.NEEDS_CONFIRMATION, "held_because": reason}
            change(announcement, None, states=(AnnouncementState.SCHEDULED,), **held)
            record(verbs.ANNOUNCEMENT_HELD, target=announcement, space=announcement.space, reason=str(reason))
        else:
            _publish(announcement, None, states=(AnnouncementState.SCHEDULED,))
    return True


def _reason_to_hold(announcement: Announcement, now: dt.datetime) -> str:
    """The world as it is now: what was right when it was scheduled may not be any more."""
    if announcement.space is not None and announcement.space.is_archived:
        return HeldBecause.ARCHIVED
    if announcement.publish_at is not None and now - announcement.publish_at > GRACE:
        return HeldBecause.LATE
    if announcement.expires_at is not None and announcement.expires_at <= now:
        return HeldBecause.EXPIRED
    sender = announcement.scheduled_by
    if sender is None or not rules.can_announce(viewer_for_account(sender.account), announcement.space):
        return HeldBecause.POWER_LOST
    return ""


def _publish(announcement: Announcement, version: int | None, *, viewer: Any = None, **conditions: Any) -> None:
    """The audience is counted once, here: "read by N of M" keeps its M whoever joins or leaves later."""
    size = audience_size(announcement.space_id)
    published = {"state": AnnouncementState.PUBLISHED, "held_because": "", "published_at": clock.now()}
    change(announcement, version, audience_count=size, **published, **conditions)
    record(verbs.ANNOUNCEMENT_PUBLISHED, viewer=viewer, target=announcement, space=announcement.space, audience=size)


def _may_send(viewer: Any, announcement: Announcement) -> None:
    ensure(rules.can_publish_announcement(viewer, announcement))
    hold_standing(viewer, announcement.space)


def _outlives(announcement: Announcement, publish_at: dt.datetime) -> None:
    if announcement.expires_at is not None and announcement.expires_at <= publish_at:
        raise Invalid.field("expires_at", NEVER_EXPIRES_EARLY, "expires_too_early")
