"""Reading what people wrote: feeds, threads, and what waits for review."""

from content.queries.feed import Feed, feed_for, latest_for, topics_of, waiting_for
from content.queries.found import get_attachment, get_comment, get_post, get_removed_post, get_topic, space_of_post
from content.queries.page import chooses_voice, space_feed, words
from content.queries.people import counts_of, posts_by
from content.queries.thread import Thread, replies_for, thread_for

__all__ = [
    "Feed",
    "Thread",
    "chooses_voice",
    "counts_of",
    "feed_for",
    "get_attachment",
    "get_comment",
    "get_post",
    "get_removed_post",
    "get_topic",
    "latest_for",
    "posts_by",
    "replies_for",
    "space_feed",
    "space_of_post",
    "thread_for",
    "topics_of",
    "waiting_for",
    "words",
]
