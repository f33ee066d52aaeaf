"""Kept counters of posts: a space's and a topic's count what everyone there sees."""

from django.db.models import F

from content.models import Post, Topic
from core import locks
from spaces.models import Space


def locked(post: Post) -> Post:
    """The post as it is now, held until the transaction ends, so that two deciders come one after the other."""
    rows = Post.objects.select_related("space", "author", "topic", "removed_by")
    return locks.for_update(rows.filter(pk=post.pk), of=("self",)).get()


def counted(post: Post, step: int) -> None:
    """Call with -1 before a change and +1 after it: a post that nobody else sees counts nothing."""
    if not post.is_live:
        return
    Space.objects.filter(pk=post.space_id).update(post_count=F("post_count") + step)
    if post.topic_id:
        Topic.objects.filter(pk=post.topic_id).update(post_count=F("post_count") + step)
