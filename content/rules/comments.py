"""Comments and reactions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from content.models import Comment, Post
from content.rules.posts import can_see_post
from content.rules.standing import can_take_part, holds
from core.decisions import ALLOW, HIDE, Decision, deny


def can_comment(viewer: Any, post: Post) -> Decision:
    return _can_answer(viewer, post)


def can_react(viewer: Any, post: Post) -> Decision:
    return _can_answer(viewer, post)


def can_react_to_comment(viewer: Any, comment: Comment) -> Decision:
    return HIDE if comment.is_removed else _can_answer(viewer, comment.post)


def _can_answer(viewer: Any, post: Post) -> Decision:
    seen = can_see_post(viewer, post)
    if not seen:
        return seen
    if not post.is_live:
        return deny(_("This post is not published."), "not_published")
    return can_take_part(viewer, post.space)


def can_remove_comment(viewer: Any, comment: Comment) -> Decision:
    seen = can_see_post(viewer, comment.post)
    if not seen:
        return seen
    if viewer.actor_id is not None and viewer.actor_id == comment.author_id:
        return ALLOW
    if holds(viewer, "post.hide", comment.post.space):
        return ALLOW
    return deny(_("Only the author and moderators can remove this comment."))
