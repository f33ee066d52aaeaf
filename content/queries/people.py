"""What one person wrote, as far as the viewer may read it."""

from typing import Any

from content.models import Comment, Post
from content.models.comment import CommentState
from content.queries.cards import cards, shown
from members.models import BrandMember
from spaces.models import Space

LATEST = 10


def posts_by(viewer: Any, person: BrandMember, *, size: int = LATEST) -> list[dict[str, Any]]:
    """The newest first. What was said in the brand's name is not the person's."""
    readable = {space.pk: space for space in Space.objects.readable_by(viewer)}
    posts = Post.objects.live().filter(author=person, as_brand=False, space_id__in=readable)
    return cards(shown(posts.order_by("-published_at", "-id"))[:size], readable, viewer, brand_name="")


def counts_of(viewer: Any, person: BrandMember) -> tuple[int, int]:
    """(posts, comments) in spaces that the viewer may read."""
    readable = Space.objects.readable_by(viewer).values("pk")
    comments = Comment.objects.filter(
        author=person, as_brand=False, state=CommentState.PUBLISHED, post__space_id__in=readable
    )
    return Post.objects.live().filter(author=person, as_brand=False, space_id__in=readable).count(), comments.count()
