"""Pages of posts: with a browser's forms, without script."""

import pytest

from content.actions import add_reaction, hide_post, publish_comment, publish_post, remove_post
from content.models import Attachment, Post
from members.models import Membership
from spaces.links import home_url, space_url

pytestmark = pytest.mark.django_db


def url(post, name="post"):
    return space_url(post.space, f"content:{name}", post=post.ref if name == "post" else post.public_id)


def typed(**fields):
    return {"body": "Hello", "title": "", "topic": "", **fields}


def test_visitor_reads_feed_and_post(cast, post, page):
    publish_comment(cast.guest, post, body="Agreed.")
    feed = page(cast.anonymous).get(home_url(post.space)).content.decode()
    assert "On pouring" in feed
    assert "csrfmiddlewaretoken" not in feed
    shown = page(cast.anonymous).get(url(post)).content.decode()
    assert "The bloom matters." in shown
    assert "Agreed." in shown
    assert "csrfmiddlewaretoken" not in shown


def test_another_slug_leads_to_the_right_one(cast, post, page):
    wrong = space_url(post.space, "content:post", post=f"{post.public_id}-elsewhere")
    assert page(cast.anonymous).get(wrong).headers["Location"] == url(post)
    bare = space_url(post.space, "content:post", post=post.public_id)
    assert page(cast.anonymous).get(bare).headers["Location"] == url(post)


def test_outsiders_find_no_post_of_a_group(cast, group, page):
    inside = publish_post(cast.admin, group, body="Secret roast")
    for who in ("guest", "editor", "outsider", "anonymous"):
        assert page(getattr(cast, who)).get(url(inside)).status_code == 404
    # The same id behind the door of another space is nothing either.
    other = url(inside).replace("/g/roastery/", "/c/plaza/")
    assert page(cast.admin).get(other).status_code == 404


def test_member_posts_with_a_picture_and_a_topic(cast, community, page, upload):
    from content.actions import create_topic

    create_topic(cast.admin, community, name="豆單")
    data = typed(topic="豆單", photos=[upload("JPEG", (900, 600), name="杯.jpg")], alt="A cup by the window")
    answer = page(cast.member).post(space_url(community, "content:new"), data)
    assert answer.headers["Location"] == home_url(community)
    post = Post.objects.get()
    assert post.topic.name == "豆單"
    assert post.photos == [Attachment.objects.get().as_photo]
    assert post.photos[0]["alt"] == "A cup by the window"
    feed = page(cast.member).get(home_url(community)).content.decode()
    assert 'alt="A cup by the window"' in feed


def test_same_form_sent_twice_makes_one_post(cast, community, page):
    browser = page(cast.member)
    for _time in range(2):
        browser.post(space_url(community, "content:new"), typed(submit_key="abc"))
    assert Post.objects.count() == 1


def test_refused_form_keeps_what_was_typed(cast, community, page, upload):
    bad = upload("GIF", name="x.png")
    answer = page(cast.member).post(space_url(community, "content:new"), typed(title="My title", photos=[bad]))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "My title" in text
    assert "This file is named .png" in text
    assert not Post.objects.exists()


def test_five_pictures_are_too_many(cast, community, page, upload):
    files = [upload() for _one in range(5)]
    assert page(cast.member).post(space_url(community, "content:new"), typed(photos=files)).status_code == 422


def test_whoever_does_not_belong_is_not_let_write(cast, community, page):
    assert page(cast.agent).get(space_url(community, "content:new")).status_code == 403
    assert page(cast.anonymous).post(space_url(community, "content:new"), typed()).status_code == 403


def test_waiting_post_is_seen_by_author_and_moderators_only(cast, group, page):
    page(cast.member).post(space_url(group, "content:new"), typed(body="May I?"))
    post = Post.objects.select_related("space").get()
    assert "Waiting for approval" in page(cast.member).get(url(post)).content.decode()
    assert "waits for your decision" in page(cast.moderator).get(url(post)).content.decode()
    assert page(cast.expert).get(url(post)).status_code == 404
    listing = page(cast.moderator).get(space_url(group, "content:review")).content.decode()
    assert "May I?" in listing
    page(cast.moderator).post(url(post, "approve"), {"from": "review"})
    assert page(cast.expert).get(url(post)).status_code == 200


def test_late_decision_is_a_remark_and_not_an_error(cast, group, page):
    post = publish_post(cast.member, group, body="May I?")
    page(cast.moderator).post(url(post, "approve"))
    answer = page(cast.admin).post(url(post, "approve"), follow=True)
    assert answer.status_code == 200
    assert "already decided" in answer.content.decode()


def test_hiding_tells_the_author_why(cast, post, page, settle):
    assert page(cast.member).get(url(post, "hide")).status_code == 403
    page(cast.moderator).post(url(post, "hide"), {"reason": "Off topic here"})
    assert page(cast.guest).get(url(post)).status_code == 404
    assert "Off topic here" in page(cast.member).get(url(post)).content.decode()


def test_deletion_asks_and_can_be_undone(cast, post, page):
    browser = page(cast.member)
    assert browser.get(url(post, "delete")).status_code == 200
    assert Post.objects.get().state == "published"
    undo = browser.post(url(post, "delete")).headers["Location"]
    assert browser.get(url(post)).status_code == 404
    assert browser.get(undo).status_code == 200
    browser.post(undo)
    assert browser.get(url(post)).status_code == 200


def test_edit_keeps_the_address_and_shows_that_it_was_edited(cast, post, page):
    answer = page(cast.member).post(url(post, "edit"), {"body": "Changed", "title": "New title"})
    assert post.public_id in answer.headers["Location"]
    assert "edited" in page(cast.member).get(answer.headers["Location"]).content.decode()
    assert page(cast.guest).get(url(post, "edit")).status_code == 403


def test_pin_puts_a_post_first(cast, post, page):
    later = publish_post(cast.guest, post.space, body="Later words")
    page(cast.admin).post(url(post, "pin"))
    shown = page(cast.guest).get(home_url(post.space)).content.decode()
    assert shown.index("On pouring") < shown.index("Later words")
    page(cast.admin).post(url(post, "pin"), {"off": "1"})
    assert later.pk and not Post.objects.get(pk=post.pk).is_pinned


XSS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    '"><svg onload=alert(1)>',
    "![x](https://evil.example/pixel.png)",
    "<style>*{display:none}</style>",
)


@pytest.mark.parametrize("payload", XSS)
def test_hostile_text_stays_text(cast, community, page, payload):
    post = publish_post(cast.member, community, title=payload[:80], body=payload)
    publish_comment(cast.member, post, body=payload)
    for link in (url(post), home_url(community)):
        html = page(cast.guest).get(link).content.decode()
        for bad in (
            "<script>alert",
            "<img src=x",
            'href="javascript',
            "<svg onload",
            'evil.example/pixel.png" alt',
            "<style>",
        ):
            assert bad not in html


def test_mute_takes_the_writing_away_and_leaves_the_reading(cast, post, page):
    import datetime as dt

    from core import clock

    Membership.objects.filter(member=cast.guest.member).update(muted_until=clock.now() + dt.timedelta(hours=1))
    answer = page(cast.guest).get(url(post))
    assert answer.status_code == 200
    assert 'id="reply"' not in answer.content.decode()
    assert page(cast.guest).post(url(post, "comment"), {"body": "x"}).status_code == 403


def test_photo_is_private_and_follows_its_post(cast, group, page, upload):
    from core.images import safe_picture

    post = publish_post(cast.admin, group, body="With picture", photos=[safe_picture(upload("PNG", (800, 600)))])
    link = space_url(group, "content:photo", attachment=post.photos[0]["id"], size="640")
    answer = page(cast.member).get(link)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"].startswith("private")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == 'inline; filename="photo.webp"'
    for who in ("guest", "editor", "outsider", "anonymous"):
        assert page(getattr(cast, who)).get(link).status_code == 404
    assert page(cast.member).get(link.replace("640", "99")).status_code == 404
    hide_post(cast.moderator, post)
    assert page(cast.member).get(link).status_code == 404
    remove_post(cast.moderator, post)
    assert page(cast.expert).get(link).status_code == 404


def test_feed_marks_own_reactions(cast, post, page):
    add_reaction(cast.guest, post, "heart")
    assert 'aria-pressed="true"' in page(cast.guest).get(home_url(post.space)).content.decode()
    assert 'aria-pressed="true"' not in page(cast.member).get(home_url(post.space)).content.decode()


@pytest.mark.parametrize("query", ["?after=nothing", "?topic=nothing", "?order=strange", "?after=%F0%9F%98%80"])
def test_strange_queries_are_no_errors(cast, post, page, query):
    assert page(cast.guest).get(home_url(post.space) + query).status_code in (200, 404)
