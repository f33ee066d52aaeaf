"""A post's comments: two levels, oldest first, two queries whatever their number."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from content import rules
from content.models import Comment, Post, Reaction
from content.queries.badges import comments_with_badge, wears_badge
from content.queries.cards import HOLE, optional_url
from core import dates, tenancy, text
from spaces.links import space_url

PAGE_SIZE = 20
REPLIES_SHOWN = 5


@dataclass(frozen=True)
class Thread:
    """`comments` are dicts for content/_comment.html; `mine` are the viewer's reactions to the post itself."""

    comments: list[dict[str, Any]]
    mine: frozenset[str]
    after: str = ""
    begins_later: bool = False


def thread_for(viewer: Any, post: Post, *, after: str = "", focus: str = "") -> Thread:
    """
    The next comments of a post with the first replies to each. The caller has seen the post by `get_post`.

    `focus` is the public id of a comment that has to be shown: the page then begins at its thread.
    """
    tops = Comment.objects.filter(post=post, parent=None)
    if after:
        tops = tops.filter(pk__gt=Subquery(Comment.objects.filter(public_id=after, post=post).values("pk")))
    elif focus:
        top = Comment.objects.filter(public_id=focus, post=post).values(top=Coalesce("parent_id", "pk"))
        tops = tops.filter(pk__gte=Coalesce(Subquery(top), 0))
    page = tops.order_by("id").values("pk")[: PAGE_SIZE + 1]
    shown = Q(pk__in=page) | Q(parent_id__in=page, ordinal__lte=REPLIES_SHOWN) | Q(public_id=focus)
    found = list(_with_author(Comment.objects.filter(shown, post=post), post))
    mine_here, mine = _own_reactions(viewer, post, found)
    writer = CommentWriter(viewer, post)
    trees = _trees([writer.comment(one, one.pk in mine) for one in found])
    more, trees = len(trees) > PAGE_SIZE, trees[:PAGE_SIZE]
    return Thread(trees, mine_here, trees[-1]["id"] if more else "", begins_later=bool(after or focus))


def replies_for(viewer: Any, parent: Comment, *, after: str = "") -> Thread:
    """All the replies to one comment, page by page; `after` "" begins behind those that the post page shows."""
    last = Subquery(Comment.objects.filter(public_id=after, parent=parent).values("ordinal"))
    replies = Comment.objects.filter(parent=parent, ordinal__gt=last if after else REPLIES_SHOWN)
    found = list(_with_author(replies, parent.post)[: PAGE_SIZE + 1])
    _here, mine = _own_reactions(viewer, parent.post, found)
    writer = CommentWriter(viewer, parent.post)
    comments = [writer.comment(one, one.pk in mine) for one in found[:PAGE_SIZE]]
    return Thread(comments, frozenset(), comments[-1]["id"] if len(found) > PAGE_SIZE else "")


def _with_author(comments: QuerySet, post: Post) -> QuerySet:
    return comments_with_badge(comments, post.space_id).select_related("author").order_by("id")


def _own_reactions(viewer: Any, post: Post, comments: list[Comment]) -> tuple[frozenset[str], set[int]]:
    """The viewer's reactions to the post, and the comments they reacted to: one query for both."""
    if viewer.actor_id is None:
        return frozenset(), set()
    about = Q(post=post) | Q(comment_id__in=[one.pk for one in comments])
    rows = list(Reaction.objects.filter(about, member_id=viewer.actor_id).values_list("comment_id", "kind"))
    return frozenset(kind for comment, kind in rows if comment is None), {comment for comment, _k in rows if comment}


def _trees(flat: list[dict[str, Any]]) -> list[dict[str, Any]]:
    tops = {one["pk"]: one for one in flat if one["parent_pk"] is None}
    for one in flat:
        if one["parent_pk"] in tops:
            tops[one["parent_pk"]]["replies"].append(one)
    for top in tops.values():
        top["more_replies"] = max(0, top["reply_count"] - REPLIES_SHOWN)
    return list(tops.values())


class CommentWriter:
    """As CardWriter: links and rights once per page, then plain values per comment."""

    def __init__(self, viewer: Any, post: Post) -> None:
        self.brand_name = getattr(tenancy.active(), "name", "")
        self.viewer, self.post = viewer, post
        self.removes_all = rules.holds(viewer, "post.hide", post.space)
        self.may_answer = bool(rules.can_comment(viewer, post))
        self.url = space_url(post.space, "content:post", post=post.ref)
        self.react = space_url(post.space, "content:react_comment", post=post.public_id, comment=HOLE)
        self.remove = space_url(post.space, "content:delete_comment", post=post.public_id, comment=HOLE)
        self.more = space_url(post.space, "content:replies", post=post.public_id, comment=HOLE)
        self.person = optional_url("members:person", member=HOLE)

    def comment(self, one: Comment, mine: bool) -> dict[str, Any]:
        author = one.author
        is_own = self.viewer.actor_id == one.author_id
        return {
            "pk": one.pk,
            "parent_pk": one.parent_id,
            "id": one.public_id,
            "is_removed": one.is_removed,
            "html": "" if one.is_removed else one.body_html,
            "author": self.brand_name if one.as_brand else author.display_name,
            "as_brand": one.as_brand,
            "is_expert": wears_badge(one),
            "is_post_author": one.author_id == self.post.author_id and one.as_brand == self.post.as_brand,
            "initial": text.initial(author.display_name),
            "hue": author.hue,
            "avatar": "" if one.as_brand else author.avatar_url,
            "person_url": "" if one.as_brand or author.erased_at else self.person.replace(HOLE, author.public_id),
            "time": dates.ago_tag(one.created_at),
            "count": one.reaction_count,
            "mine": mine,
            "react_url": self.react.replace(HOLE, one.public_id),
            "remove_url": self.remove.replace(HOLE, one.public_id) if is_own or self.removes_all else "",
            "reply_url": f"{self.url}?reply={one.public_id}#reply" if self.may_answer else "",
            "more_url": self.more.replace(HOLE, one.public_id),
            "reply_count": one.reply_count,
            "replies": [],
            "more_replies": 0,
        }
