"""A feed as a page shows it: chips, tabs, composer, cards. Communities and groups put it into their own page."""

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from content import rules
from content.models import Topic
from content.queries.feed import feed_for, topics_of
from content.queries.found import get_topic
from spaces.links import space_url
from spaces.models import Space


def space_feed(viewer: Any, space: Space, query: Mapping[str, str], base_url: str) -> dict[str, Any]:
    """
    Context for content/_feed_tools.html, _composer.html and _feed.html; `query` is the page's own (topic, order, after).

    Three queries signed in, two without: topics, posts, own reactions.
    """
    topics = topics_of(space)
    topic = get_topic(space, query["topic"], topics) if query.get("topic") else None
    order = "hot" if query.get("order") == "hot" and topic is None else "new"
    feed = feed_for(viewer, space, topic=topic, order=order, after=query.get("after", ""))
    may_post = rules.can_create_post(viewer, space)
    return {
        "feed": feed,
        "chips": _chips(topics, topic, base_url),
        "orders": _orders(order if topic is None else "", base_url),
        "topic": topic,
        "base_url": base_url,
        "next_url": _next_url(base_url, topic, order, feed.after),
        "may_react": bool(rules.can_take_part(viewer, space)),
        "may_post": may_post,
        "may_review": rules.holds(viewer, "post.approve", space),
        "review_url": space_url(space, "content:review"),
        "composer": _composer(viewer, space, topics, topic) if may_post else None,
        "words": words(),
    }


def words() -> dict[str, str]:
    """Labels that every row repeats: translated once per page, not once per row."""
    return {
        "comments": _("Comments"),
        "share": _("Share"),
        "copied": _("Link copied"),
        "official": _("Official"),
        "expert": pgettext("space role", "Expert"),
        "pinned": _("Pinned"),
        "read_on": _("Read on"),
        "waiting": _("Waiting for approval"),
        "hidden": _("Hidden"),
        "like": _("Like"),
        "reply": _("Reply"),
        "remove": _("Delete"),
        "author": _("Author"),
        "removed": _("This comment was removed."),
    }


def _chips(topics: list[Topic], current: Topic | None, base_url: str) -> list[dict[str, Any]]:
    every = {"url": base_url, "name": _("All"), "count": None, "current": current is None}
    one_each = [
        {
            "url": f"{base_url}?{urlencode({'topic': topic.slug})}",
            "name": topic.name,
            "count": topic.post_count,
            "current": current is not None and topic.pk == current.pk,
        }
        for topic in topics
    ]
    return [every, *one_each] if topics else []


def _orders(order: str, base_url: str) -> list[dict[str, Any]]:
    return [
        {"url": base_url, "label": _("Newest"), "current": order == "new"},
        {"url": f"{base_url}?order=hot", "label": _("Popular"), "current": order == "hot"},
    ]


def _next_url(base_url: str, topic: Topic | None, order: str, after: str) -> str:
    if not after:
        return ""
    query = {"topic": topic.slug} if topic is not None else {"order": order} if order != "new" else {}
    return f"{base_url}?{urlencode({**query, 'after': after})}"


def _composer(viewer: Any, space: Space, topics: list[Topic], topic: Topic | None) -> dict[str, Any]:
    return {
        "url": space_url(space, "content:new"),
        "topics": topics,
        "topic": topic.slug if topic is not None else "",
        "submit_key": secrets.token_hex(8),
        "chooses_voice": chooses_voice(viewer, space),
        "waits": not rules.can_post_unreviewed(viewer, space),
    }


def chooses_voice(viewer: Any, space: Space) -> bool:
    """Only who has both voices is asked in which one to write."""
    return bool(rules.can_write_as_brand(viewer)) and viewer.can("post.create", space)
