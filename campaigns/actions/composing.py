"""Writing and sending in one breath: a refused time leaves nothing behind."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.announcements import draft_announcement, edit_announcement
from campaigns.actions.publishing import publish_now, schedule_announcement
from campaigns.models import Announcement
from core.errors import Invalid
from spaces.models import Space

DRAFT, LATER, NOW = "draft", "later", "now"


@transaction.atomic
def compose_announcement(
    viewer: Any, space: Space | None = None, *, send: str = DRAFT, publish_at: dt.datetime | None = None, **fields: Any
) -> Announcement:
    """`send` is draft, later (at `publish_at`) or now. `fields` as in draft_announcement."""
    return _send(viewer, draft_announcement(viewer, space, **fields), send, publish_at)


@transaction.atomic
def revise_announcement(
    viewer: Any,
    announcement: Announcement,
    *,
    version: int | None = None,
    send: str = DRAFT,
    publish_at: dt.datetime | None = None,
    **fields: Any,
) -> Announcement:
    """Change it and, unless `send` is draft, schedule or send what it says now. A draft stays what it was."""
    return _send(viewer, edit_announcement(viewer, announcement, version=version, **fields), send, publish_at)


def _send(viewer: Any, announcement: Announcement, send: str, publish_at: dt.datetime | None) -> Announcement:
    if send == NOW:
        return publish_now(viewer, announcement)
    if send == LATER:
        if publish_at is None:
            raise Invalid.field("publish_at", _("Choose a day and a time."), "required")
        return schedule_announcement(viewer, announcement, publish_at=publish_at)
    return announcement
