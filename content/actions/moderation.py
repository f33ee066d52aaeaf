"""Approving, hiding and pinning posts."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from content import rules, verbs
from content.actions.counters import counted, locked
from content.models import Post
from content.models.post import PostState
from core import clock, text
from core.decisions import ensure
from core.errors import Conflict
from members.actions import hold_standing

MOST_PINNED = 3


@transaction.atomic
def approve_post(viewer: Any, post: Post) -> Post:
    """Publish what waited. Of two moderators at once one wins; the other gets Conflict `already_decided`."""
    ensure(rules.can_approve_post(viewer, post))
    hold_standing(viewer, post.space)
    post = locked(post)
    if post.state != PostState.IN_REVIEW or post.hidden_at is not None:
        raise Conflict(_("Someone else has already decided on this post."), code="already_decided")
    is_new = post.published_at is None
    post.state, post.published_at = PostState.PUBLISHED, post.published_at or clock.now()
    post.save(update_fields=["state", "published_at"])
    counted(post, +1)
    record(verbs.POST_APPROVED, viewer=viewer, target=post, space=post.space)
    if is_new:  # no actor: the author acted when it was handed in
        record(verbs.POST_PUBLISHED, target=post, space=post.space)
    return post


@transaction.atomic
def hide_post(viewer: Any, post: Post, *, reason: str = "") -> Post:
    """Hide from members, with a reason for the author. A waiting post is declined this way. Twice changes nothing."""
    ensure(rules.can_hide_post(viewer, post))
    reason = text.clean(reason, field="reason", longest=300, lines=True)
    hold_standing(viewer, post.space)
    post = locked(post)
    if post.hidden_at is not None or post.state == PostState.REMOVED:
        return post
    counted(post, -1)
    post.hidden_at, post.hidden_reason = clock.now(), reason
    post.is_pinned, post.pinned_at = False, None
    post.save(update_fields=["hidden_at", "hidden_reason", "is_pinned", "pinned_at"])
    record(verbs.POST_HIDDEN, viewer=viewer, target=post, space=post.space)
    return post


@transaction.atomic
def unhide_post(viewer: Any, post: Post) -> Post:
    ensure(rules.can_hide_post(viewer, post))
    hold_standing(viewer, post.space)
    post = locked(post)
    if post.hidden_at is None:
        return post
    post.hidden_at, post.hidden_reason = None, ""
    post.save(update_fields=["hidden_at", "hidden_reason"])
    counted(post, +1)
    record(verbs.POST_UNHIDDEN, viewer=viewer, target=post, space=post.space)
    return post


@transaction.atomic
def pin_post(viewer: Any, post: Post) -> Post:
    """On top of the space's feed. A few at most, so that the first page always holds them all."""
    ensure(rules.can_pin_post(viewer, post))
    hold_standing(viewer, post.space)
    post = locked(post)
    ensure(rules.can_pin_post(viewer, post))
    if post.is_pinned:
        return post
    if Post.objects.live().filter(space=post.space, is_pinned=True).count() >= MOST_PINNED:
        message = _("At most %(count)d posts can be pinned. Unpin one first.") % {"count": MOST_PINNED}
        raise Conflict(message, code="too_many_pinned")
    return _pin(viewer, post, pinned=True)


@transaction.atomic
def unpin_post(viewer: Any, post: Post) -> Post:
    ensure(rules.can_pin_post(viewer, post))
    hold_standing(viewer, post.space)
    post = locked(post)
    return _pin(viewer, post, pinned=False) if post.is_pinned else post


def _pin(viewer: Any, post: Post, *, pinned: bool) -> Post:
    post.is_pinned, post.pinned_at = pinned, clock.now() if pinned else None
    post.save(update_fields=["is_pinned", "pinned_at"])
    record(verbs.POST_PINNED if pinned else verbs.POST_UNPINNED, viewer=viewer, target=post, space=post.space)
    return post
