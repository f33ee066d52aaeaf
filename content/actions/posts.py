"""Publishing, editing, removing and restoring posts."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activity.actions import record
from content import markup, rules, verbs
from content.actions.attachments import Photo, keep_photos
from content.actions.counters import counted, locked
from content.models import Post, Topic
from content.models.post import PostState
from core import clock, text
from core.decisions import ensure
from core.errors import Conflict, Invalid
from members.actions import hold_standing
from spaces.models import Space

EXCERPT_LENGTH = 160


@transaction.atomic
def publish_post(
    viewer: Any,
    space: Space,
    *,
    body: str,
    title: str = "",
    topic: Topic | None = None,
    photos: Sequence[Photo] = (),
    as_brand: bool | None = None,
    submit_key: str = "",
) -> Post:
    """
    Publish, or hand in for review where the space wants that; `post.state` says which.

    `photos` are `core.images.Picture`s or the viewer's own unattached Attachments. `as_brand` None means: as oneself
    where that is possible. The same `submit_key` of the same author gives the post that is already there.
    """
    ensure(rules.can_create_post(viewer, space))
    hold_standing(viewer, space)
    waits = not rules.can_post_unreviewed(viewer, space)
    now = clock.now()
    post = Post(
        brand_id=space.brand_id,
        space=space,
        author=viewer.member,
        **_written(space, title=title, body=body, topic=topic),
        as_brand=writes_as_brand(viewer, space, as_brand),
        state=PostState.IN_REVIEW if waits else PostState.PUBLISHED,
        published_at=None if waits else now,
        created_at=now,
        submit_key=submit_key[:32] or None,
    )
    try:
        with transaction.atomic():
            post.save(force_insert=True)
    except IntegrityError:
        if not submit_key:
            raise
        return Post.objects.select_related("space", "author", "topic").get(author=viewer.member, submit_key=submit_key)
    keep_photos(viewer, post, photos)
    counted(post, +1)
    record(verbs.POST_SUBMITTED if waits else verbs.POST_PUBLISHED, viewer=viewer, target=post, space=space)
    return post


def writes_as_brand(viewer: Any, space: Space, wanted: bool | None) -> bool:
    """Editors who do not belong to the space have no other voice than the brand's."""
    if wanted:
        ensure(rules.can_write_as_brand(viewer))
        return True
    return not viewer.can("post.create", space)


def _written(space: Space, *, title: str, body: str, topic: Topic | None) -> dict[str, Any]:
    """The columns that come from what was typed."""
    body = text.clean(body, field="body", longest=10_000, shortest=1, lines=True)
    title = text.clean(title, field="title", longest=80)
    if topic is not None and topic.space_id != space.pk:
        raise Invalid.field("topic", _("Choose one of the options."), "bad_choice")
    html = markup.render(body)
    words = markup.plain(html)
    return {
        "title": title,
        "body": body,
        "body_html": html,
        "topic": topic,
        "excerpt": text.excerpt(words or body, EXCERPT_LENGTH),
        "language": markup.language_of(f"{title} {words[:400]}"),
    }


@transaction.atomic
def edit_post(viewer: Any, post: Post, *, body: str, title: str = "", topic: Topic | None = None) -> Post:
    """Change the words. Where posts are reviewed a plain member's change is reviewed again."""
    ensure(rules.can_edit_post(viewer, post))
    hold_standing(viewer, post.space)
    post = locked(post)
    ensure(rules.can_edit_post(viewer, post))
    columns = _written(post.space, title=title, body=body, topic=topic)
    if all(getattr(post, name) == value for name, value in columns.items()):
        return post
    counted(post, -1)
    for name, value in columns.items():
        setattr(post, name, value)
    post.edited_at = clock.now()
    if not rules.can_post_unreviewed(viewer, post.space):
        post.state, post.is_pinned, post.pinned_at = PostState.IN_REVIEW, False, None
    post.save(update_fields=[*columns, "edited_at", "state", "is_pinned", "pinned_at"])
    counted(post, +1)
    record(verbs.POST_EDITED, viewer=viewer, target=post, space=post.space, state=post.state)
    if post.state == PostState.IN_REVIEW:
        record(verbs.POST_SUBMITTED, viewer=viewer, target=post, space=post.space)
    return post


@transaction.atomic
def remove_post(viewer: Any, post: Post) -> Post:
    """Take it away from everyone. Removing twice changes nothing."""
    ensure(rules.can_delete_post(viewer, post))
    hold_standing(viewer, post.space)
    post = locked(post)
    if post.state == PostState.REMOVED:
        return post
    ensure(rules.can_delete_post(viewer, post))
    counted(post, -1)
    post.restores_to, post.state = post.state, PostState.REMOVED
    post.removed_at, post.removed_by = clock.now(), viewer.member
    post.is_pinned, post.pinned_at = False, None
    post.save(update_fields=["restores_to", "state", "removed_at", "removed_by", "is_pinned", "pinned_at"])
    record(verbs.POST_REMOVED, viewer=viewer, target=post, space=post.space)
    return post


@transaction.atomic
def restore_post(viewer: Any, post: Post) -> Post:
    """Undo a removal: the post is what it was before."""
    ensure(rules.can_restore_post(viewer, post))
    hold_standing(viewer, post.space)
    post = locked(post)
    if post.state != PostState.REMOVED:
        raise Conflict(_("Someone else changed this in the meantime."))
    ensure(rules.can_restore_post(viewer, post))
    post.state, post.restores_to, post.removed_at, post.removed_by = post.restores_to, "", None, None
    post.save(update_fields=["state", "restores_to", "removed_at", "removed_by"])
    counted(post, +1)
    record(verbs.POST_RESTORED, viewer=viewer, target=post, space=post.space)
    return post
