"""Who is told what: authors of answers to them, moderators of what waits, nobody of what they did themselves."""

from content.actions import add_reaction, approve_post, hide_post, publish_comment, publish_post, remove_reaction
from delivery.models import Delivery
from delivery.queries import inbox_of, rendered


def told(viewer):
    viewer.refresh()
    return [one.shown.title for one in rendered(list(inbox_of(viewer)), viewer) if one.shown]


def test_comment_reaches_the_posts_author_and_not_the_commenter(cast, post, settle):
    publish_comment(cast.guest, post, body="Agreed.")
    publish_comment(cast.member, post, body="Thank you.")
    settle()
    assert told(cast.member) == ["guest commented on your post"]
    assert told(cast.guest) == []


def test_reply_reaches_the_comments_author_once(cast, post, settle):
    top = publish_comment(cast.guest, post, body="Why?")
    settle()
    publish_comment(cast.expert, post, body="Because.", parent=top)
    own = publish_comment(cast.member, post, body="Also.")
    settle()
    publish_comment(cast.guest, post, body="Hm.", parent=own)
    settle()
    assert told(cast.guest) == ["expert replied to your comment"]
    assert told(cast.member) == [
        "guest replied to your comment",
        "expert commented on your post",
        "guest commented on your post",
    ]


def test_reactions_collapse_to_one_notice_without_mail(cast, post, settle):
    add_reaction(cast.guest, post, "heart")
    settle()
    add_reaction(cast.guest, post, "cup")
    remove_reaction(cast.guest, post, "heart")
    add_reaction(cast.guest, post, "heart")
    add_reaction(cast.member, post, "heart")
    settle()
    assert told(cast.member) == ["guest reacted to your post"]
    assert not Delivery.objects.filter(channel="email").exists()


def test_moderators_hear_of_waiting_posts_and_the_author_of_the_decision(cast, group, settle):
    post = publish_post(cast.member, group, body="May I?", title="Asking")
    settle()
    assert told(cast.moderator) == told(cast.admin) == ["A post waits for review in 焙火室"]
    assert told(cast.expert) == []
    approve_post(cast.moderator, post)
    settle()
    assert told(cast.member) == ["Your post is published in 焙火室"]
    assert told(cast.admin) == []  # decided: nothing left to do


def test_reason_for_hiding_reaches_the_author(cast, post, settle):
    hide_post(cast.moderator, post, reason="Please keep to coffee.")
    settle()
    shown = rendered(list(inbox_of(cast.member)), cast.member)[0].shown
    assert (shown.title, shown.body) == ("Your post in 山嵐廣場 was hidden", "Please keep to coffee.")


def test_notice_of_a_hidden_post_says_nothing_any_more(cast, post, settle):
    comment = publish_comment(cast.guest, post, body="Mine")
    publish_comment(cast.expert, post, body="Yours", parent=comment)
    settle()
    hide_post(cast.moderator, post)
    assert told(cast.guest) == []
