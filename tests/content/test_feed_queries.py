"""Feeds: complete, in order, the same whatever the page size, and only what may be seen."""

import datetime as dt

import pytest

from content.actions import add_reaction, create_topic, hide_post, pin_post, publish_post
from content.models import Post
from content.queries import feed_for, latest_for
from core import clock
from core.errors import NotAllowed, NotVisible


def walk(viewer, space, **options):
    """Every card from the first page to the last."""
    seen, after = [], ""
    while True:
        feed = feed_for(viewer, space, after=after, size=3, **options)
        seen += [card["excerpt"] for card in [*feed.pinned, *feed.cards]]
        after = feed.after
        if not after:
            return seen


@pytest.fixture
def posts(cast, community):
    """Eight posts, two of them in the same microsecond."""
    start = clock.now() - dt.timedelta(hours=8)
    made = []
    for number in range(8):
        with clock.at(start + dt.timedelta(hours=number // 2 * 2)):
            made.append(publish_post(cast.member, community, body=str(number)))
    return made


def test_pages_hold_every_post_once_in_order(cast, community, posts):
    assert walk(cast.anonymous, community) == ["7", "6", "5", "4", "3", "2", "1", "0"]


def test_pinned_posts_lead_and_do_not_return(cast, community, posts):
    pin_post(cast.admin, posts[2])
    assert walk(cast.guest, community) == ["2", "7", "6", "5", "4", "3", "1", "0"]


def test_hidden_posts_are_gone(cast, community, posts):
    hide_post(cast.moderator, posts[5])
    assert "5" not in walk(cast.member, community)


def test_topic_filters(cast, community, posts):
    beans = create_topic(cast.admin, community, name="Beans")
    for number in range(4):
        publish_post(cast.member, community, body=f"bean {number}", topic=beans)
    assert walk(cast.guest, community, topic=beans) == ["bean 3", "bean 2", "bean 1", "bean 0"]


def test_popular_orders_by_reactions(cast, community, posts):
    for viewer in (cast.guest, cast.expert):
        add_reaction(viewer, posts[1], "heart")
    add_reaction(cast.guest, posts[6], "heart")
    assert walk(cast.guest, community, order="hot") == ["1", "6", "7", "5", "4", "3", "2", "0"]


def test_popular_forgets_after_a_month(cast, community):
    with clock.at(clock.now() - dt.timedelta(days=31)):
        publish_post(cast.member, community, body="old")
    assert walk(cast.guest, community, order="hot") == []


def test_closed_feed_is_refused(cast, group, secret):
    with pytest.raises(NotAllowed):
        feed_for(cast.guest, group)
    with pytest.raises(NotVisible):
        feed_for(cast.guest, secret)


def test_mixed_feed_leaves_out_what_cannot_be_read(cast, community, group):
    publish_post(cast.admin, community, body="open")
    publish_post(cast.admin, group, body="closed")
    assert [card["excerpt"] for card in latest_for(cast.guest, [community, group])] == ["open"]
    assert [card["excerpt"] for card in latest_for(cast.member, [community, group])] == ["closed", "open"]


def test_every_card_is_of_a_visible_post(cast, community, posts):
    hide_post(cast.moderator, posts[0])
    for name in ("anonymous", "guest", "owner"):
        viewer = getattr(cast, name)
        listed = {card["id"] for card in feed_for(viewer, community).cards}
        assert listed <= set(Post.objects.visible_to(viewer).values_list("public_id", flat=True))
