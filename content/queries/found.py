"""One row by its public id, or NotVisible: what may not be seen is answered like what never was."""

from typing import Any

from content import rules
from content.models import Attachment, Comment, Post, Topic
from content.queries.badges import posts_with_badge
from core.decisions import ensure
from core.errors import NotVisible
from core.models import PUBLIC_ID_LENGTH
from spaces.models import Space


def get_post(viewer: Any, ref: str, space: Space | None = None) -> Post:
    """By id or `<id>-<slug>`. One query; the space is given where a page knows it already."""
    found = Post.objects.select_related("author", "topic").filter(public_id=ref[:PUBLIC_ID_LENGTH])
    posts = posts_with_badge(found)
    if not _is_ref(ref):
        raise NotVisible
    post = posts.filter(space=space).first() if space else posts.select_related("author", "topic", "space").first()
    if post is None:
        raise NotVisible
    if space is not None:
        post.space = space
    ensure(rules.can_see_post(viewer, post))
    viewer.looks_into(post.space)
    return post


def _is_ref(ref: str) -> bool:
    return len(ref) == PUBLIC_ID_LENGTH or ref[PUBLIC_ID_LENGTH : PUBLIC_ID_LENGTH + 1] == "-"


def get_removed_post(viewer: Any, public_id: str, space: Space | None = None) -> Post:
    """A post that its author or a moderator may bring back."""
    posts = Post.objects.select_related("author", "topic", "space").filter(public_id=public_id)
    post = (posts.filter(space=space) if space else posts).first()
    if post is None:
        raise NotVisible
    ensure(rules.can_restore_post(viewer, post))
    viewer.looks_into(post.space)
    return post


def get_comment(viewer: Any, public_id: str, post: Post | None = None) -> Comment:
    comments = Comment.objects.select_related("author", "parent").filter(public_id=public_id)
    if post is None:
        comments = comments.select_related("author", "parent", "post__space", "post__author")
    else:
        comments = comments.filter(post=post)
    comment = comments.first()
    if comment is None:
        raise NotVisible
    if post is not None:
        comment.post = post
    ensure(rules.can_see_post(viewer, comment.post))
    viewer.looks_into(comment.post.space)
    return comment


def get_attachment(viewer: Any, public_id: str, space: Space | None = None) -> Attachment:
    found = Attachment.objects.select_related("post", "space").filter(public_id=public_id)
    attachment = (found.filter(space=space) if space else found).first()
    if attachment is None:
        raise NotVisible
    if attachment.post is not None:
        attachment.post.space = attachment.space
    ensure(rules.can_see_attachment(viewer, attachment))
    viewer.looks_into(attachment.space)
    return attachment


def get_topic(space: Space, slug: str, topics: list[Topic] | None = None) -> Topic:
    """By slug, or by public id; from the list that a page has loaded anyway."""
    for topic in topics if topics is not None else Topic.objects.filter(space=space):
        if slug in (topic.slug, topic.public_id):
            return topic
    raise NotVisible


def space_of_post(post_id: int) -> int | None:
    return Post.objects.filter(pk=post_id).values_list("space_id", flat=True).first()
