"""Whether the author of something is a recognised expert where they wrote it: asked with the row, never row by row."""

from typing import Any

from django.db.models import OuterRef, QuerySet

from content.models import Comment, Post
from members.queries import expert_in, is_expert_in


def posts_with_badge(posts: QuerySet) -> QuerySet:
    return posts.annotate(author_is_expert=expert_in(OuterRef("author_id"), OuterRef("space_id")))


def comments_with_badge(comments: QuerySet, space_id: int) -> QuerySet:
    return comments.annotate(author_is_expert=expert_in(OuterRef("author_id"), space_id))


def wears_badge(written: Post | Comment) -> bool:
    """One query for what came without it: an answer to a write holds one row. The brand wears none."""
    if written.as_brand:
        return False
    known: Any = getattr(written, "author_is_expert", None)
    if known is None:
        space_id = written.post.space_id if isinstance(written, Comment) else written.space_id
        known = is_expert_in(written.author_id, space_id)
    return bool(known)
