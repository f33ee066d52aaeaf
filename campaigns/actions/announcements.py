"""Writing announcements and changing what has not gone out yet."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity.actions import record
from campaigns import rules, verbs
from campaigns.models import Announcement
from campaigns.models.announcement import BODY_LENGTH, TITLE_LENGTH, WAITING
from content import markup
from core import clock, tenancy, text
from core.decisions import ensure
from core.errors import Conflict, Invalid
from members.actions import hold_standing
from spaces.models import Space

FARTHEST = dt.timedelta(days=2 * 366)


@transaction.atomic
def draft_announcement(
    viewer: Any, space: Space | None = None, *, title: str, body: str, **options: Any
) -> Announcement:
    """
    Write an announcement to a space, or to the whole brand when `space` is None. Nobody is told yet.

    `options`: pinned, must_acknowledge, expires_at.
    """
    ensure(rules.can_draft_announcement(viewer, space))
    hold_standing(viewer, space)
    columns = checked({"title": title, "body": body, **options})
    return Announcement.objects.create(brand_id=tenancy.active().pk, space=space, author=viewer.member, **columns)


@transaction.atomic
def edit_announcement(
    viewer: Any, announcement: Announcement, *, version: int | None = None, **fields: Any
) -> Announcement:
    """Change what has not gone out. `version` is the one the editor saw; if it moved on: Conflict, nothing changed."""
    ensure(rules.can_edit_announcement(viewer, announcement))
    hold_standing(viewer, announcement.space)
    columns = checked(fields)
    change(announcement, version, **columns)
    record(verbs.ANNOUNCEMENT_CHANGED, viewer=viewer, target=announcement, space=announcement.space)
    return fresh(announcement)


def checked(fields: dict[str, Any]) -> dict[str, Any]:
    """Normalised columns, or Invalid beside the field. Unknown names are a bug of the caller."""
    columns: dict[str, Any] = {}
    for name, value in fields.items():
        if name == "title":
            columns[name] = text.clean(value, field=name, longest=TITLE_LENGTH, shortest=1)
        elif name == "body":
            columns[name] = text.clean(value, field=name, longest=BODY_LENGTH, shortest=1, lines=True)
            columns["body_html"] = markup.render(columns[name])
        elif name == "expires_at":
            columns[name] = None if value is None else future(value, field=name)
        elif name in ("pinned", "must_acknowledge"):
            columns[name] = bool(value)
        else:
            raise TypeError(f"{name} is not a part of an announcement")
    return columns


def future(moment: dt.datetime, *, field: str) -> dt.datetime:
    """A time that is still to come and that somebody may live to see."""
    if moment <= clock.now():
        raise Invalid.field(field, _("This time has already passed. Choose a later one."), "in_the_past")
    if moment > clock.now() + FARTHEST:
        raise Invalid.field(field, _("Choose a time within the next two years."), "too_far")
    return moment


def change(announcement: Announcement, version: int | None, *, states: Any = WAITING, **columns: Any) -> None:
    """The one conditional UPDATE behind every change: in the state it must be in, at the version the viewer saw."""
    waiting = Announcement.objects.filter(pk=announcement.pk, state__in=states)
    if version is not None:
        waiting = waiting.filter(version=version)
    if not waiting.update(version=F("version") + 1, **columns):
        raise _refusal(announcement)


def _refusal(announcement: Announcement) -> Conflict:
    state = fresh(announcement).state
    if state == "published":
        return Conflict(_("This announcement has already been sent."), code="already_published")
    if state == "cancelled":
        return Conflict(_("This announcement was cancelled."), code="already_cancelled")
    return Conflict(_("Someone else changed this in the meantime. Look at it again."), code="version_changed")


def fresh(announcement: Announcement) -> Announcement:
    return Announcement.objects.select_related("space", "author").get(pk=announcement.pk)
