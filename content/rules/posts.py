"""Posts: reading, writing, changing, moderating."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from content.models import Attachment, Post
from content.models.post import PostState
from content.rules.standing import can_take_part, holds
from core import clock
from core.decisions import ALLOW, HIDE, Decision, deny
from spaces.models import PostingPolicy, Space
from spaces.rules import can_read_space

UNDO_MINUTES = 10
_NOT_YOURS = deny(_("Only the author can change this."))


def can_read_content(viewer: Any, space: Space) -> Decision:
    """The feed of a space. A closed one shows its gate instead, so the reason of `can_read_space` may be given."""
    return can_read_space(viewer, space)


def can_see_post(viewer: Any, post: Post) -> Decision:
    """One row of `PostQuerySet.visible_to`. What one may not read is never told from what is not there."""
    if not can_read_space(viewer, post.space):
        return HIDE
    own = viewer.actor_id is not None and viewer.actor_id == post.author_id
    if post.is_live or (own and post.state != PostState.REMOVED):
        return ALLOW
    if post.state == PostState.IN_REVIEW:
        return ALLOW if holds(viewer, "post.approve", post.space) else HIDE
    if post.state in (PostState.PUBLISHED, PostState.REMOVED):
        return ALLOW if holds(viewer, "post.hide", post.space) else HIDE
    return HIDE


def can_see_attachment(viewer: Any, attachment: Attachment) -> Decision:
    """As the post it belongs to; before that only its uploader."""
    if attachment.post is not None:
        return can_see_post(viewer, attachment.post)
    own = viewer.actor_id is not None and viewer.actor_id == attachment.uploader_id
    return ALLOW if own and can_read_space(viewer, attachment.space) else HIDE


def can_create_post(viewer: Any, space: Space) -> Decision:
    """By the space's posting policy. Whether it has to wait is `can_post_unreviewed`."""
    part = can_take_part(viewer, space)
    if part and space.posting_policy == PostingPolicy.STAFF and not viewer.can("post.as_team", space):
        return deny(_("Only the team posts here. You can comment and react."), "staff_only")
    return part


def can_post_unreviewed(viewer: Any, space: Space) -> Decision:
    if space.posting_policy != PostingPolicy.REVIEW or viewer.can("post.skip_review", space):
        return ALLOW
    return deny(_("Posts here are published after review."), "review_needed")


def can_write_as_brand(viewer: Any) -> Decision:
    return ALLOW if viewer.can("post.as_brand") else deny(_("Only the brand's own team writes as the brand."))


def can_edit_post(viewer: Any, post: Post) -> Decision:
    """The author, and for posts of the brand whoever writes as the brand. Hidden posts stay as they were judged."""
    seen = can_see_post(viewer, post)
    if not seen:
        return seen
    own = viewer.actor_id == post.author_id or (post.as_brand and viewer.can("post.as_brand"))
    if not own or post.state == PostState.REMOVED:
        return _NOT_YOURS
    if post.hidden_at is not None:
        return deny(_("This post is hidden and cannot be changed now."), "hidden")
    return can_take_part(viewer, post.space)


def can_delete_post(viewer: Any, post: Post) -> Decision:
    seen = can_see_post(viewer, post)
    if not seen:
        return seen
    own = viewer.actor_id == post.author_id or (post.as_brand and viewer.can("post.as_brand"))
    return ALLOW if own or holds(viewer, "post.hide", post.space) else _NOT_YOURS


def can_restore_post(viewer: Any, post: Post) -> Decision:
    """Moderators at any time; authors for some minutes, if it was they who removed it."""
    if not can_read_space(viewer, post.space) or post.state != PostState.REMOVED:
        return HIDE
    if not post.restores_to:  # its words were erased with their author
        return HIDE
    if holds(viewer, "post.hide", post.space):
        return ALLOW
    if viewer.actor_id is None or not (viewer.actor_id == post.author_id == post.removed_by_id):
        return HIDE
    if post.removed_at is not None and clock.now() - post.removed_at <= dt.timedelta(minutes=UNDO_MINUTES):
        return ALLOW
    return deny(_("It was deleted too long ago to bring it back."), "too_late")


def can_hide_post(viewer: Any, post: Post) -> Decision:
    """Hiding, and showing it again."""
    return _may(viewer, post, "post.hide", deny(_("Only moderators can hide posts.")))


def can_approve_post(viewer: Any, post: Post) -> Decision:
    allowed = _may(viewer, post, "post.approve", deny(_("Only moderators can approve posts.")))
    if allowed and viewer.actor_id == post.author_id:
        return deny(_("Someone else has to approve your post."), "own_post")
    return allowed


def can_pin_post(viewer: Any, post: Post) -> Decision:
    allowed = _may(viewer, post, "post.pin", deny(_("Only moderators can pin posts.")))
    return allowed if not allowed or post.is_live else deny(_("Only published posts can be pinned."), "not_published")


def _may(viewer: Any, post: Post, capability: str, otherwise: Decision) -> Decision:
    seen = can_see_post(viewer, post)
    if not seen:
        return seen
    if not holds(viewer, capability, post.space):
        return otherwise
    return deny(_("This space is archived."), "archived") if post.space.is_archived else ALLOW


def can_review_posts(viewer: Any, space: Space) -> Decision:
    readable = can_read_space(viewer, space)
    if not readable or holds(viewer, "post.approve", space):
        return readable
    return deny(_("Only moderators review posts."))


def can_manage_topics(viewer: Any, space: Space) -> Decision:
    readable = can_read_space(viewer, space)
    if not readable or viewer.can("topic.manage", space):
        return readable
    return deny(_("Only moderators change topics."))
