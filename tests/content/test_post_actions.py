"""Publishing, reviewing, hiding, removing: states, counters, and what is recorded."""

import datetime as dt

import pytest

from activity.models import Activity
from content.actions import (
    approve_post,
    create_topic,
    edit_post,
    hide_post,
    pin_post,
    publish_comment,
    publish_post,
    remove_post,
    restore_post,
    unhide_post,
)
from content.models import Post, Topic
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotVisible
from spaces.models import Space


def facts(verb):
    return Activity.objects.filter(verb=verb).count()


def recount(space):
    """Kept counters equal what a count says."""
    live = Post.objects.live().filter(space=space)
    assert Space.objects.get(pk=space.pk).post_count == live.count()
    for topic in Topic.objects.filter(space=space):
        assert topic.post_count == live.filter(topic=topic).count()


def test_member_publishes_at_once_in_a_community(cast, community):
    post = publish_post(cast.member, community, body="**Bloom** first.\n\nThen pour.", title="Notes")
    assert post.state == "published"
    assert post.body_html == "<p><strong>Bloom</strong> first.</p>\n<p>Then pour.</p>\n"
    assert post.excerpt == "Bloom first. Then pour."
    assert facts("post.published") == 1
    recount(community)


def test_member_waits_for_review_where_the_space_asks_for_it(cast, group):
    post = publish_post(cast.member, group, body="May I?")
    assert (post.state, post.published_at) == ("in_review", None)
    assert (facts("post.submitted"), facts("post.published")) == (1, 0)
    recount(group)


@pytest.mark.parametrize("name", ["owner", "manager", "admin", "moderator", "expert"])
def test_trusted_people_post_unreviewed(cast, group, name):
    assert publish_post(getattr(cast, name), group, body="Here.").state == "published"


def test_editor_has_the_brands_voice_and_a_member_has_not(cast, community):
    assert publish_post(cast.editor, community, body="From us.").as_brand
    assert not publish_post(cast.owner, community, body="From me.").as_brand
    with pytest.raises(NotAllowed):
        publish_post(cast.member, community, body="From us?", as_brand=True)


def test_approval_publishes_once_and_the_second_decision_is_a_conflict(cast, group):
    post = publish_post(cast.member, group, body="May I?")
    assert approve_post(cast.moderator, post).state == "published"
    with pytest.raises(Conflict):
        approve_post(cast.admin, post)
    assert facts("post.published") == 1
    recount(group)


def test_nobody_approves_their_own_post(cast, group):
    cast.moderator.standings  # noqa: B018 (loaded before the role changes)
    post = publish_post(cast.member, group, body="May I?")
    Post.objects.filter(pk=post.pk).update(author=cast.moderator.member)
    with pytest.raises(NotAllowed):
        approve_post(cast.moderator, Post.objects.get(pk=post.pk))


def test_same_submission_makes_one_post(cast, community):
    first = publish_post(cast.member, community, body="Once.", submit_key="k1")
    again = publish_post(cast.member, community, body="Once.", submit_key="k1")
    assert first.pk == again.pk
    assert facts("post.published") == 1
    recount(community)


def test_every_way_keeps_the_counters(cast, community):
    beans, water = create_topic(cast.admin, community, name="Beans"), create_topic(cast.admin, community, name="Water")
    post = publish_post(cast.member, community, body="One", topic=beans)
    other = publish_post(cast.guest, community, body="Two", topic=beans)
    edit_post(cast.member, post, body="One", topic=water)
    recount(community)
    hide_post(cast.moderator, post, reason="Off topic")
    hide_post(cast.moderator, post, reason="Twice")
    recount(community)
    unhide_post(cast.moderator, post)
    remove_post(cast.guest, other)
    recount(community)
    restore_post(cast.guest, Post.objects.get(pk=other.pk))
    recount(community)
    assert facts("post.hidden") == 1


def test_author_can_undo_a_removal_for_some_minutes_only(cast, post):
    remove_post(cast.member, post)
    later = clock.now() + dt.timedelta(minutes=11)
    gone = Post.objects.get(pk=post.pk)
    with clock.at(later), pytest.raises(NotAllowed):
        restore_post(cast.member, gone)
    assert restore_post(cast.member, gone).state == "published"


def test_what_a_moderator_removed_its_author_cannot_restore(cast, post):
    remove_post(cast.moderator, post)
    with pytest.raises(NotVisible):
        restore_post(cast.member, Post.objects.get(pk=post.pk))


def test_edit_of_a_reviewed_post_waits_again(cast, group):
    post = approve_post(cast.admin, publish_post(cast.member, group, body="Kind words"))
    edited = edit_post(cast.member, post, body="Buy now")
    assert edited.state == "in_review"
    recount(group)


def test_edit_that_changes_nothing_records_nothing(cast, post):
    edit_post(cast.member, post, body="The bloom matters.", title="On pouring")
    assert facts("post.edited") == 0


def test_at_most_three_posts_are_pinned(cast, community):
    for number in range(3):
        pin_post(cast.admin, publish_post(cast.member, community, body=str(number)))
    with pytest.raises(Conflict) as caught:
        pin_post(cast.admin, publish_post(cast.member, community, body="4"))
    assert caught.value.code == "too_many_pinned"


def test_muted_and_archived_are_said_so(cast, community, post):
    from members.models import Membership

    membership = Membership.objects.filter(member=cast.member.member, space=community)
    membership.update(muted_until=clock.now() + dt.timedelta(days=1))
    cast.member.refresh()
    with pytest.raises(NotAllowed) as caught:
        publish_comment(cast.member, post, body="x")
    assert caught.value.code == "muted"
    community.archived_at = clock.now()
    with pytest.raises(NotAllowed) as caught:
        publish_post(cast.admin, community, body="x")
    assert caught.value.code == "archived"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"body": "  "}, "body"),
        ({"body": "x" * 10_001}, "body"),
        ({"body": "x", "title": "t" * 81}, "title"),
        ({"body": "a\x00b"}, "body"),
        ({"body": "\ud800"}, "body"),
    ],
)
def test_unusable_text_is_refused_beside_its_field(cast, community, fields, wrong):
    with pytest.raises(Invalid) as caught:
        publish_post(cast.member, community, **fields)
    assert list(caught.value.fields) == [wrong]
    assert not Post.objects.exists()


def test_topic_of_another_space_is_refused(cast, community, secret):
    topic = create_topic(cast.admin, secret, name="Hidden")
    with pytest.raises(Invalid):
        publish_post(cast.member, community, body="x", topic=topic)


def test_two_topics_cannot_share_a_name(cast, community):
    create_topic(cast.admin, community, name="豆單 討論")
    with pytest.raises(Invalid):
        create_topic(cast.admin, community, name="豆單-討論")
