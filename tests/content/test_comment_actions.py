"""Comments in two levels, and reactions whose counters equal a count."""

import pytest

from activity.models import Activity
from content.actions import add_reaction, hide_post, publish_comment, publish_post, remove_comment, remove_reaction
from content.models import Comment, Post, Reaction
from core.errors import Conflict, Invalid, NotAllowed, NotVisible


def test_reply_to_a_reply_stands_below_the_first_comment(cast, post):
    top = publish_comment(cast.guest, post, body="First")
    reply = publish_comment(cast.member, post, body="Second", parent=top)
    third = publish_comment(cast.guest, post, body="Third", parent=reply)
    assert (reply.parent_id, third.parent_id) == (top.pk, top.pk)
    assert (reply.ordinal, third.ordinal) == (1, 2)
    assert Comment.objects.get(pk=top.pk).reply_count == 2


def test_comment_counter_equals_a_count(cast, post):
    top = publish_comment(cast.guest, post, body="First")
    publish_comment(cast.member, post, body="Second", parent=top)
    remove_comment(cast.moderator, top)
    remove_comment(cast.moderator, top)
    assert (
        Post.objects.get(pk=post.pk).comment_count == Comment.objects.filter(post=post, state="published").count() == 1
    )


def test_reply_to_a_comment_of_another_post_is_not_found(cast, post, community):
    other = publish_comment(cast.guest, publish_post(cast.guest, community, body="Other"), body="There")
    with pytest.raises(NotVisible):
        publish_comment(cast.guest, post, body="Here", parent=other)


def test_hidden_post_takes_no_comments(cast, post):
    stale = Post.objects.select_related("space", "author").get(pk=post.pk)
    hide_post(cast.moderator, post)
    with pytest.raises(Conflict):
        publish_comment(cast.guest, stale, body="Too late")
    assert Post.objects.get(pk=post.pk).comment_count == Comment.objects.count() == 0


def test_same_submission_makes_one_comment(cast, post):
    first = publish_comment(cast.guest, post, body="Once", submit_key="c1")
    assert publish_comment(cast.guest, post, body="Once", submit_key="c1").pk == first.pk
    assert Post.objects.get(pk=post.pk).comment_count == 1


def test_only_author_and_moderators_remove_a_comment(cast, post):
    comment = publish_comment(cast.guest, post, body="Mine")
    with pytest.raises(NotAllowed):
        remove_comment(cast.expert, comment)
    assert remove_comment(cast.guest, comment).is_removed


def test_reaction_counts_once_per_kind(cast, post):
    assert add_reaction(cast.guest, post, "heart")
    assert not add_reaction(cast.guest, post, "heart")
    assert add_reaction(cast.guest, post, "cup")
    assert remove_reaction(cast.guest, post, "cup")
    assert not remove_reaction(cast.guest, post, "cup")
    fresh = Post.objects.get(pk=post.pk)
    assert (fresh.heart_count, fresh.cup_count, fresh.reaction_count) == (1, 0, 1)
    assert Reaction.objects.filter(post=post).count() == 1


def test_reaction_to_a_comment_moves_its_counter(cast, post):
    comment = publish_comment(cast.guest, post, body="Mine")
    add_reaction(cast.member, comment)
    assert Comment.objects.get(pk=comment.pk).reaction_count == 1


def test_unknown_kind_is_refused(cast, post):
    with pytest.raises(Invalid):
        add_reaction(cast.guest, post, "poison")


def test_outsider_is_asked_to_join(cast, post):
    with pytest.raises(NotAllowed) as caught:
        add_reaction(cast.agent, post)
    assert caught.value.code == "membership_required"
    assert not Activity.objects.filter(verb="reaction.added").exists()
