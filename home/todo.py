"""The list "needs you": what is late first, then what waits, then what is planned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brands.links import brand_url
from campaigns.models import Announcement
from campaigns.models.announcement import AnnouncementState
from campaigns.queries import announcement_desk
from communities.queries import waiting_proposals
from core import dates
from home.queries import Desk, Waiting, all_of
from spaces.links import space_url
from spaces.models import Space

MOST_ANNOUNCEMENTS = 5


@dataclass(frozen=True)
class Todo:
    """`tone` is bad, warn or nothing; an icon always says the same."""

    icon: str
    title: str
    text: str
    url: str
    action: str
    tone: str = ""


def todo_for(viewer: Any, desk: Desk, spaces: Sequence[Space]) -> list[Todo]:
    return [
        *_applications(all_of(desk.applications)),
        *_reviews(desk, spaces),
        *_proposals(viewer),
        *_announcements(viewer),
    ]


def _applications(waiting: Waiting) -> Iterator[Todo]:
    if waiting.count == 0 or waiting.since is None:
        return
    since = _("The first came %(when)s") % {"when": dates.ago(waiting.since)}
    url, action = brand_url("groups:desk"), _("Read applications")
    if waiting.late:
        title = ngettext(
            "%(count)d application has waited for more than a day",
            "%(count)d applications have waited for more than a day",
            waiting.late,
        )
        yield Todo("user-plus", title % {"count": waiting.late}, since, url, action, "bad")
    if fresh := waiting.count - waiting.late:
        title = ngettext("%(count)d new application", "%(count)d new applications", fresh)
        yield Todo("user-plus", title % {"count": fresh}, "" if waiting.late else since, url, action, "warn")


def _reviews(desk: Desk, spaces: Sequence[Space]) -> Iterator[Todo]:
    for space in spaces:
        waiting = desk.reviews.get(space.pk)
        if waiting is None or waiting.since is None:
            continue
        title = ngettext("%(count)d post waits for approval", "%(count)d posts wait for approval", waiting.count)
        text = _("%(space)s · the first came %(when)s") % {"space": space.name, "when": dates.ago(waiting.since)}
        tone = "bad" if waiting.late else "warn"
        yield Todo(
            "shield",
            title % {"count": waiting.count},
            text,
            space_url(space, "content:review"),
            _("Review posts"),
            tone,
        )


def _proposals(viewer: Any) -> Iterator[Todo]:
    """Communities that members would like to open: nothing is asked for whoever does not decide."""
    if not viewer.can("space.create"):
        return
    count, since = waiting_proposals(viewer)
    if since is None:
        return
    title = ngettext("%(count)d member asks to open a community", "%(count)d members ask to open a community", count)
    text = _("The first came %(when)s") % {"when": dates.ago(since)}
    yield Todo("plaza", title % {"count": count}, text, brand_url("communities:proposals"), _("Decide"), "warn")


def _announcements(viewer: Any) -> Iterator[Todo]:
    waiting = (AnnouncementState.NEEDS_CONFIRMATION, AnnouncementState.SCHEDULED)
    rows = announcement_desk(viewer).filter(state__in=waiting).order_by("state", "publish_at")[:MOST_ANNOUNCEMENTS]
    for announcement in rows:
        viewer.looks_into(announcement.space)
        yield _announcement(announcement)


def _announcement(announcement: Announcement) -> Todo:
    url = brand_url("campaigns:announcement_detail", announcement=announcement.public_id)
    name = {"title": announcement.title}
    if announcement.state == AnnouncementState.NEEDS_CONFIRMATION:
        title = _("Send “%(title)s” after all?") % name
        return Todo("megaphone", title, announcement.get_held_because_display(), url, _("Decide"), "bad")
    when = _("Goes out %(when)s") % {"when": dates.moment(announcement.publish_at)}
    return Todo("clock", _("“%(title)s” is scheduled") % name, when, url, _("Look at it"))
