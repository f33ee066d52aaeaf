"""Commenting, replying, and taking comments away."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity.actions import record
from content import markup, rules, verbs
from content.actions.posts import writes_as_brand
from content.models import Comment, Post
from content.models.comment import CommentState
from core import clock, text
from core.decisions import ensure
from core.errors import Conflict, NotVisible
from members.actions import hold_standing


@transaction.atomic
def publish_comment(
    viewer: Any,
    post: Post,
    *,
    body: str,
    parent: Comment | None = None,
    as_brand: bool | None = None,
    submit_key: str = "",
) -> Comment:
    """
    Answer a post, or a comment on it. A reply to a reply stands below the comment that began the thread.

    The same `submit_key` of the same author gives the comment that is already there.
    """
    ensure(rules.can_comment(viewer, post))
    body = text.clean(body, field="body", longest=4000, shortest=1, lines=True)
    hold_standing(viewer, post.space)
    top = _top_of(post, parent)
    comment = Comment(
        brand_id=post.brand_id,
        post=post,
        author=viewer.member,
        parent=top,
        body=body,
        body_html=markup.render(body),
        as_brand=writes_as_brand(viewer, post.space, as_brand),
        created_at=clock.now(),
        submit_key=submit_key[:32] or None,
    )
    try:
        with transaction.atomic():
            _count(comment)
            comment.save(force_insert=True)
    except IntegrityError:
        if not submit_key:
            raise
        return Comment.objects.select_related("author", "post").get(author=viewer.member, submit_key=submit_key)
    detail = {"parent_id": top.pk} if top is not None else {}
    record(verbs.COMMENT_PUBLISHED, viewer=viewer, target=comment, space=post.space, post_id=post.pk, **detail)
    return comment


def _top_of(post: Post, parent: Comment | None) -> Comment | None:
    if parent is None:
        return None
    if parent.post_id != post.pk or parent.state != CommentState.PUBLISHED:
        raise NotVisible
    return parent if parent.parent_id is None else parent.parent


def _count(comment: Comment) -> None:
    """One conditional UPDATE: nothing is added to a post that was hidden a moment ago."""
    live = Post.objects.live().filter(pk=comment.post_id)
    if not live.update(comment_count=F("comment_count") + 1):
        raise Conflict(_("This post is no longer open for comments."), code="not_published")
    if comment.parent_id is not None:
        # The parent's row is ours until the commit, so the ordinal is read without a race.
        parents = Comment.objects.filter(pk=comment.parent_id)
        parents.update(reply_count=F("reply_count") + 1)
        comment.ordinal = parents.values_list("reply_count", flat=True).get()


@transaction.atomic
def remove_comment(viewer: Any, comment: Comment) -> Comment:
    """Leave a stub that says so. Removing twice changes nothing."""
    ensure(rules.can_remove_comment(viewer, comment))
    hold_standing(viewer, comment.post.space)
    standing = Comment.objects.filter(pk=comment.pk, state=CommentState.PUBLISHED)
    if standing.update(state=CommentState.REMOVED, removed_by=viewer.member):
        Post.objects.filter(pk=comment.post_id).update(comment_count=F("comment_count") - 1)
        record(verbs.COMMENT_REMOVED, viewer=viewer, target=comment, space=comment.post.space, post_id=comment.post_id)
    return Comment.objects.select_related("author", "post__space").get(pk=comment.pk)
