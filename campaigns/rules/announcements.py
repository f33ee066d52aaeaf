"""Writing, sending and reading announcements."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.models import Announcement, AnnouncementState
from campaigns.rules.audience import governs, is_addressed, may_act_in, may_anywhere
from core.decisions import ALLOW, HIDE, Decision, deny
from spaces.models import Space


def can_open_announcement_desk(viewer: Any) -> Decision:
    """For whoever writes to the whole brand, or to at least one space."""
    return may_anywhere(
        viewer, "announcement.draft", _("Only the brand's team and admins of a space can open this page.")
    )


def can_draft_announcement(viewer: Any, space: Space | None) -> Decision:
    """None asks about the whole brand."""
    return may_act_in(
        viewer,
        "announcement.draft",
        space,
        _("Only admins of this space and the brand's team can write announcements."),
    )


def can_announce(viewer: Any, space: Space | None) -> Decision:
    """May the viewer send to this audience?"""
    return may_act_in(
        viewer,
        "announcement.publish",
        space,
        _("Only admins of this space and the brand's managers can send announcements."),
    )


def can_see_announcement(viewer: Any, announcement: Announcement) -> Decision:
    """One row of `AnnouncementQuerySet.visible_to`."""
    if governs(viewer, "announcement.draft", announcement.space):
        return ALLOW
    if announcement.state == AnnouncementState.PUBLISHED and is_addressed(viewer, announcement):
        return ALLOW
    return HIDE


def can_open_announcement_detail(viewer: Any, announcement: Announcement) -> Decision:
    """Its numbers and buttons. Readers have a page of their own."""
    seen = can_see_announcement(viewer, announcement)
    if not seen or governs(viewer, "announcement.draft", announcement.space):
        return seen
    return deny(_("Only the brand's team and admins of this space see its numbers."))


def can_edit_announcement(viewer: Any, announcement: Announcement) -> Decision:
    """A draft by whoever may write one; what is already scheduled only by whoever may send it."""
    seen = can_see_announcement(viewer, announcement)
    if not seen:
        return seen
    if announcement.state == AnnouncementState.DRAFT:
        return can_draft_announcement(viewer, announcement.space)
    return can_announce(viewer, announcement.space)


def can_publish_announcement(viewer: Any, announcement: Announcement) -> Decision:
    """Scheduling, sending now and cancelling."""
    seen = can_see_announcement(viewer, announcement)
    return can_announce(viewer, announcement.space) if seen else seen


def can_read_announcement(viewer: Any, announcement: Announcement) -> Decision:
    """May the viewer be counted among its readers? The brand's managers see it without being spoken to."""
    seen = can_see_announcement(viewer, announcement)
    if not seen:
        return seen
    if announcement.state == AnnouncementState.PUBLISHED and is_addressed(viewer, announcement):
        return ALLOW
    return deny(_("This announcement was not sent to you."), "not_addressed")


def can_acknowledge_announcement(viewer: Any, announcement: Announcement) -> Decision:
    addressed = can_read_announcement(viewer, announcement)
    if not addressed or announcement.must_acknowledge:
        return addressed
    return deny(_("This announcement asks for no confirmation."), "no_acknowledgement")
