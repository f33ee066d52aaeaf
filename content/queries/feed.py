"""Feeds by keyset: the same three queries at any depth and any size."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from content import rules
from content.models import Post, Topic
from content.models.post import LIVE
from content.queries.cards import cards, shown
from core import clock, tenancy
from core.decisions import ensure
from core.prepared import Prepared
from spaces.models import Space

PAGE_SIZE = 20
HOT_DAYS = 30
# "Popular" ranks the newest posts of the last weeks; bounded, so that it costs the same in a busy space.
HOT_CANDIDATES = 300


@dataclass(frozen=True)
class Feed:
    """`cards` are dicts for {% post_cards %}; `after` continues the list, "" at its end."""

    cards: list[dict[str, Any]]
    pinned: list[dict[str, Any]] = field(default_factory=list)
    after: str = ""


def feed_for(
    viewer: Any, space: Space, *, topic: Topic | None = None, order: str = "new", after: str = "", size: int = PAGE_SIZE
) -> Feed:
    """
    Published posts of a space. Pinned ones come first on the first page of the unfiltered newest order.

    `after` is the public id of the last post seen: its place is looked up by the database, so nothing internal shows.
    """
    ensure(rules.can_read_content(viewer, space))
    if order == "hot":
        rows = list(shown(_hot(_live(space.pk), after))[: size + 1])
    elif topic is not None:
        posts = _older(_live(space.pk).filter(topic=topic), after).order_by("-published_at", "-id")
        rows = list(shown(posts)[: size + 1])
    elif after:
        rows = _newest_after(size + 1, space_id=space.pk, after=after)
    else:
        rows = _newest(size + 1, space_id=space.pk)
    found = cards(rows, {space.pk: space}, viewer, brand_name=_brand_name())
    more, found = len(found) > size, found[:size]
    puts_first = order != "hot" and topic is None and not after
    pinned = [card for card in found if card["is_pinned"]] if puts_first else []
    rest = [card for card in found if not card["is_pinned"]] if puts_first else found
    return Feed(rest, pinned, found[-1]["id"] if more else "")


def _live(space_id: int) -> QuerySet:
    return Post.objects.filter(LIVE, space_id=space_id)


def _newest_first(limit: int, space_id: int) -> QuerySet:
    return shown(_live(space_id).order_by("-is_pinned", "-published_at", "-id"))[:limit]


def _newest_first_after(limit: int, space_id: int, after: str) -> QuerySet:
    posts = _older(_live(space_id).filter(is_pinned=False), after)
    return shown(posts.order_by("-is_pinned", "-published_at", "-id"))[:limit]


_newest, _newest_after = Prepared(_newest_first), Prepared(_newest_first_after)


def _older(posts: QuerySet, after: str) -> QuerySet:
    if not after:
        return posts
    last = Post.objects.filter(public_id=after)
    at, pk = Subquery(last.values("published_at")), Subquery(last.values("pk"))
    # The first condition repeats the second, but it is the one that an index understands.
    return posts.filter(Q(published_at__lte=at), Q(published_at__lt=at) | Q(pk__lt=pk))


def _hot(posts: QuerySet, after: str) -> QuerySet:
    since = clock.now() - dt.timedelta(days=HOT_DAYS)
    newest = posts.filter(is_pinned=False, published_at__gte=since).order_by("-is_pinned", "-published_at", "-id")
    ranked = posts.filter(pk__in=newest.values("pk")[:HOT_CANDIDATES]).order_by("-reaction_count", "-id")
    if not after:
        return ranked
    last = Post.objects.filter(public_id=after)
    count, pk = Subquery(last.values("reaction_count")), Subquery(last.values("pk"))
    return ranked.filter(Q(reaction_count__lt=count) | Q(reaction_count=count, pk__lt=pk))


def _brand_name() -> str:
    return getattr(tenancy.active(), "name", "")


def latest_for(viewer: Any, spaces: Iterable[Space], *, size: int = PAGE_SIZE) -> list[dict[str, Any]]:
    """The newest posts over several spaces, those the viewer may not read left out. For pages that mix spaces."""
    readable = {space.pk: space for space in spaces if rules.can_read_content(viewer, space)}
    posts = Post.objects.live().filter(space_id__in=readable).order_by("-published_at", "-id")
    return cards(shown(posts)[:size], readable, viewer, brand_name=_brand_name())


_topics = Prepared(lambda space_id: Topic.objects.filter(space_id=space_id).order_by("position", "id"))


def topics_of(space: Space) -> list[Topic]:
    return _topics(space_id=space.pk)


def waiting_for(viewer: Any, space: Space) -> list[dict[str, Any]]:
    """Posts that wait for review, the longest waiting first: all for reviewers, one's own for their author."""
    posts = Post.objects.visible_to(viewer).filter(space=space, state="in_review", hidden_at=None).order_by("id")
    return cards(shown(posts)[:100], {space.pk: space}, viewer, brand_name=_brand_name())
