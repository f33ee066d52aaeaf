"""Taking back what a person wrote, in small transactions: killed between two, the rest is found again."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Count, F, QuerySet

from activity.actions import record
from content import verbs
from content.actions.counters import counted
from content.models import Attachment, Comment, Post, Reaction
from content.models.comment import CommentState
from content.models.post import LIVE, PostState
from core import clock, locks

BATCH = 100


def erase_posts(member: Any, *, keep: bool) -> None:
    """
    Words and pictures go, the row stays as a removed stub under which other people's comments still stand.

    With `keep` what everyone sees stays, under a nameless record; drafts, declined and removed ones go all the same.
    What was said as the brand is the brand's.
    """
    written = Post.objects.filter(author=member, as_brand=False).exclude(body="", title="")
    _in_batches(written.exclude(LIVE) if keep else written, _blank_posts)


def _in_batches(rows: QuerySet, work: Callable[[list[Any]], None]) -> None:
    """`work` makes its rows fall out of `rows`."""
    while True:
        with transaction.atomic():
            batch = list(locks.for_update(rows.order_by("pk"), of=("self",))[:BATCH])
            if not batch:
                return
            work(batch)


def _blank_posts(posts: list[Post]) -> None:
    erase_pictures(Attachment.objects.filter(post__in=posts))
    for post in posts:
        counted(post, -1)
        if post.state != PostState.REMOVED:
            record(verbs.POST_REMOVED, target=post, space=post.space)
    Post.objects.filter(pk__in=[post.pk for post in posts]).update(
        title="",
        body="",
        body_html="",
        excerpt="",
        language="",
        photos=[],
        hidden_reason="",
        state=PostState.REMOVED,
        restores_to="",  # there is nothing to bring back
        removed_at=clock.now(),
        is_pinned=False,
        pinned_at=None,
        submit_key=None,
    )


def erase_pictures(attachments: QuerySet[Attachment]) -> None:
    """Files before rows: a row without its file can be found and removed again, a file without a row cannot."""
    for one in attachments:
        one.file.delete(save=False)
        one.small.delete(save=False)
    attachments.delete()


def erase_comments(member: Any, *, keep: bool) -> None:
    written = Comment.objects.filter(author=member, as_brand=False).exclude(body="")
    _in_batches(written.filter(state=CommentState.REMOVED) if keep else written, _blank_comments)


def _blank_comments(comments: list[Comment]) -> None:
    for comment in comments:
        if comment.state == CommentState.PUBLISHED:
            Post.objects.filter(pk=comment.post_id).update(comment_count=F("comment_count") - 1)
            record(verbs.COMMENT_REMOVED, target=comment, space=comment.post.space, post_id=comment.post_id)
    Comment.objects.filter(pk__in=[comment.pk for comment in comments]).update(
        body="", body_html="", state=CommentState.REMOVED, submit_key=None
    )


def erase_reactions(member: Any) -> None:
    """Feelings go in any case; the counters follow them."""
    _in_batches(Reaction.objects.filter(member=member), _take_back)


def _take_back(reactions: list[Reaction]) -> None:
    gone = Reaction.objects.filter(pk__in=[one.pk for one in reactions])
    counts = gone.order_by("post_id", "comment_id").values("post_id", "comment_id", "kind").annotate(n=Count("pk"))
    for row in list(counts):
        if row["post_id"]:
            columns = {name: F(name) - row["n"] for name in ("reaction_count", f"{row['kind']}_count")}
            Post.objects.filter(pk=row["post_id"]).update(**columns)
        else:
            Comment.objects.filter(pk=row["comment_id"]).update(reaction_count=F("reaction_count") - row["n"])
    gone.delete()
