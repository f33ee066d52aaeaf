"""Keeping pictures: uploaded alone first (API), or together with their post."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from content import rules
from content.models import Attachment, Post
from content.models.attachment import LARGE, SMALL
from core import text
from core.decisions import ensure
from core.errors import Invalid
from core.images import Picture
from members.actions import hold_standing
from spaces.models import Space

MOST_PHOTOS = 4
Photo = Picture | Attachment


@transaction.atomic
def attach_photo(viewer: Any, space: Space, picture: Picture) -> Attachment:
    """Keep a picture for a post that is still to be written; until then only its uploader sees it."""
    ensure(rules.can_create_post(viewer, space))
    hold_standing(viewer, space)
    return _kept(viewer, space, picture)


def keep_photos(viewer: Any, post: Post, photos: Sequence[Photo]) -> None:
    """Bind pictures to a new post, in the given order, and leave a copy of what the feed needs on its row."""
    if len(photos) > MOST_PHOTOS:
        message = _("Use at most %(count)d pictures.") % {"count": MOST_PHOTOS}
        raise Invalid.field("photos", message, "too_many")
    for position, photo in enumerate(photos):
        one = photo if isinstance(photo, Attachment) else _kept(viewer, post.space, photo)
        mine = Attachment.objects.filter(pk=one.pk, post=None, space_id=post.space_id, uploader_id=post.author_id)
        if not mine.update(post=post, position=position):
            raise Invalid.field("attachment_ids", _("This picture cannot be used here."), "bad_attachment")
        post.photos.append(one.as_photo)
    if photos:
        post.save(update_fields=["photos"])


def _kept(viewer: Any, space: Space, picture: Picture) -> Attachment:
    attachment = Attachment(
        brand_id=space.brand_id,
        space=space,
        uploader=viewer.member,
        width=picture.width,
        height=picture.height,
        size=picture.size,
        alt=text.clean(picture.alt, field="alt", longest=200),
    )
    attachment.file.save(f"{LARGE}.webp", picture.file(LARGE), save=False)
    attachment.small.save(f"{SMALL}.webp", picture.file(SMALL), save=False)
    attachment.save(force_insert=True)
    return attachment
