"""One row of a feed as plain values: a template that formats dates and builds links row by row costs most of a page."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from html import escape
from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.urls import NoReverseMatch
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from brands.links import brand_url
from content.models import Reaction
from content.models.attachment import SMALL
from content.queries.badges import posts_with_badge
from core import dates, text
from core.prepared import Prepared
from spaces.links import home_url, space_url

COLUMNS = (
    "pk",
    "public_id",
    "space_id",
    "title",
    "excerpt",
    "language",
    "photos",
    "as_brand",
    "state",
    "hidden_at",
    "created_at",
    "published_at",
    "edited_at",
    "is_pinned",
    "comment_count",
    "heart_count",
    "cup_count",
    "bulb_count",
    "author_id",
    "author__public_id",
    "author__display_name",
    "author__avatar",
    "author__erased_at",
    "topic__name",
    "topic__slug",
)
KINDS = ("heart", "cup", "bulb")
HOLE = "zzholezz"
Row = Mapping[str, Any]


def shown(posts: QuerySet) -> QuerySet:
    """The rows that cards are made of."""
    return posts_with_badge(posts).values(*COLUMNS, "author_is_expert")


def cards(rows: Iterable[Row], spaces: Mapping[int, Any], viewer: Any, *, brand_name: str) -> list[dict[str, Any]]:
    """Cards for rows of `shown`, in their order. One query more for the viewer's own reactions."""
    rows = list(rows)
    viewer.looks_into(*(spaces[pk] for pk in {row["space_id"] for row in rows}))
    mine = own_reactions(viewer, [row["pk"] for row in rows])
    writers = {pk: CardWriter(space, brand_name) for pk, space in spaces.items()}
    return [writers[row["space_id"]].card(row, mine.get(row["pk"], ())) for row in rows]


def _reactions_of(member_id: int, post_ids: list[int]) -> QuerySet:
    return Reaction.objects.filter(member_id=member_id, post_id__in=post_ids).values_list("post_id", "kind")


_reactions = Prepared(_reactions_of)


def own_reactions(viewer: Any, post_ids: list[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    if viewer.actor_id is None or not post_ids:
        return found
    for post_id, kind in _reactions(member_id=viewer.actor_id, post_ids=post_ids):
        found.setdefault(post_id, set()).add(kind)
    return found


class CardWriter:
    """Patterns and words are looked up once per page; each row then only fills them in."""

    def __init__(self, space: Any, brand_name: str) -> None:
        self.brand_name = brand_name
        self.home = home_url(space)
        self.post = space_url(space, "content:post", post=HOLE)
        self.react = space_url(space, "content:react", post=HOLE)
        self.photo = space_url(space, "content:photo", attachment=HOLE, size=str(SMALL))
        self.person = optional_url("members:person", member=HOLE)
        self.avatar = optional_url("members:avatar", member=HOLE)
        self.words = words()

    def card(self, row: Row, mine: Iterable[str]) -> dict[str, Any]:
        ref = f"{row['public_id']}-{_slug(row['title'] or row['excerpt'])}"
        url = self.post.replace(HOLE, ref)
        as_brand, author = row["as_brand"], row["author__public_id"]
        return {
            "id": row["public_id"],
            "url": url,
            "react_url": self.react.replace(HOLE, row["public_id"]),
            "title": row["title"],
            "excerpt": row["excerpt"],
            "lang": row["language"],
            "is_cut": row["excerpt"].endswith("…"),
            "as_brand": as_brand,
            "is_expert": row["author_is_expert"] and not as_brand,
            "author": self.brand_name if as_brand else row["author__display_name"],
            "initial": text.initial(row["author__display_name"]),
            "hue": row["author_id"] % 6 + 1,
            "avatar": self.avatar.replace(HOLE, author) if row["author__avatar"] and not as_brand else "",
            "person_url": "" if as_brand or row["author__erased_at"] else self.person.replace(HOLE, author),
            "time": _time(row["published_at"] or row["created_at"]),
            "topic": row["topic__name"],
            "topic_url": f"{self.home}?topic={_quoted(row['topic__slug'])}" if row["topic__slug"] else "",
            "photos": [self._photo(one) for one in row["photos"]],
            "photo_count": len(row["photos"]),
            "comment_count": row["comment_count"],
            "reactions": reactions(row, mine, self.words),
            "is_pinned": row["is_pinned"],
            "is_waiting": row["state"] == "in_review",
            "is_hidden": row["hidden_at"] is not None,
        }

    def _photo(self, kept: dict[str, Any]) -> dict[str, Any]:
        return {**kept, "url": self.photo.replace(HOLE, kept["id"])}


@lru_cache(maxsize=4096)
def _slug(words: str) -> str:
    """Chinese takes nine characters of an address for each of its own, one by one: slow enough to remember."""
    return quote(text.slugify(words, 32), safe="-")


_quoted = lru_cache(maxsize=1024)(quote)


def _time(when: dt.datetime) -> SafeString:
    """Without the hover text of `dates.ago_tag`, which costs four times as much as the rest of it."""
    return SafeString(f'<time datetime="{when.isoformat()}">{escape(dates.ago(when))}</time>')


def reactions(row: Row, mine: Iterable[str], words: Mapping[str, str]) -> list[dict[str, Any]]:
    """The three buttons of a post bar; `shown` leaves out kinds that nobody used yet, except the heart."""
    return [
        {
            "kind": kind,
            "label": words[kind],
            "count": row[f"{kind}_count"],
            "mine": kind in mine,
            "shown": kind == "heart" or row[f"{kind}_count"] > 0,
        }
        for kind in KINDS
    ]


def words() -> dict[str, str]:
    """What the kinds of reaction are called, in the reader's language."""
    return {"heart": gettext("Like"), "cup": gettext("Would drink"), "bulb": gettext("Insightful")}


def optional_url(name: str, **kwargs: str) -> str:
    """Pages of other apps; empty while an install does not mount them."""
    return brand_url(name, **kwargs) if _exists(name, tuple(kwargs)) else ""


@cache
def _exists(name: str, keys: tuple[str, ...]) -> bool:
    try:
        brand_url(name, **dict.fromkeys(keys, "x"))
    except NoReverseMatch:
        return False
    return True
