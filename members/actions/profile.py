"""What people say about themselves."""

import zoneinfo
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from core import text
from core.errors import Invalid, NotAllowed
from core.images import safe_picture
from core.models import new_public_id
from members import verbs
from members.models import BrandMember
from members.models.brand_member import name_columns

AVATAR_PIXELS = 256
_LANGUAGES = dict(settings.LANGUAGES)


def update_profile(viewer: Any, *, avatar: Any = None, **fields: Any) -> BrandMember:
    """
    Change `display_name` and `bio` in this brand, `language` and `time_zone` of the account, and the picture.

    `avatar` is an uploaded file, False to take it away, or None to leave it.
    """
    if viewer.member is None:
        raise NotAllowed(_("Join something here first."), code="not_a_member")
    checked = _checked(fields)
    picture = (
        safe_picture(avatar, field="avatar", widths=(AVATAR_PIXELS,)) if avatar else None
    )  # before the transaction
    return _store(viewer, checked, picture, take_away=avatar is False)


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    checked = {}
    if "display_name" in fields:
        checked["display_name"] = text.clean(fields["display_name"], field="display_name", longest=40, shortest=1)
    if "bio" in fields:
        checked["bio"] = text.clean(fields["bio"], field="bio", longest=200)
    if "language" in fields:
        if fields["language"] and fields["language"] not in _LANGUAGES:
            raise Invalid.field("language", _("Choose one of the options."), "bad_choice")
        checked["language"] = fields["language"]
    if "time_zone" in fields:
        if fields["time_zone"] and fields["time_zone"] not in zoneinfo.available_timezones():
            raise Invalid.field("time_zone", _("This time zone is not known."), "bad_time_zone")
        checked["time_zone"] = fields["time_zone"]
    return checked


@transaction.atomic
def _store(viewer: Any, checked: dict[str, Any], picture: Any, *, take_away: bool) -> BrandMember:
    member, account = viewer.member, viewer.user
    _set(account, {name: checked[name] for name in ("language", "time_zone") if name in checked})
    changes: dict[str, Any] = {name: checked[name] for name in ("display_name", "bio") if name in checked}
    old = member.avatar.name
    if picture is not None:
        member.avatar.save(f"{new_public_id()}.webp", picture.file(AVATAR_PIXELS), save=False)
        changes["avatar"] = member.avatar
    elif take_away:
        changes["avatar"] = ""
    if "display_name" in changes:
        changes |= name_columns(changes["display_name"])
    _set(member, changes)
    if "avatar" in changes and old:
        storage = member._meta.get_field("avatar").storage
        transaction.on_commit(lambda: storage.delete(old))
    if checked or "avatar" in changes:
        record(verbs.PROFILE_CHANGED, viewer=viewer, target=member)
    return member


def _set(row: Any, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    if columns:
        row.save(update_fields=list(columns))
