"""Threads and reactions below a post: with a browser's forms, with script and without."""

import pytest

from content.actions import publish_comment
from content.models import Comment, Post
from spaces.links import space_url

pytestmark = pytest.mark.django_db


def url(post, name="post"):
    return space_url(post.space, f"content:{name}", post=post.ref if name == "post" else post.public_id)


def test_reaction_works_with_and_without_script(cast, post, page):
    browser = page(cast.guest)
    assert browser.post(url(post, "react"), {"add": "heart"}).headers["Location"] == url(post)
    swapped = browser.post(url(post, "react"), {"add": "cup"}, headers={"HX-Request": "true"})
    assert 'aria-pressed="true"' in swapped.content.decode()
    browser.post(url(post, "react"), {"add": "cup"}, headers={"HX-Request": "true"})
    fresh = Post.objects.get()
    assert (fresh.heart_count, fresh.cup_count) == (1, 1)
    assert browser.post(url(post, "react"), {"add": "poison"}).status_code == 422


def test_comment_leads_to_itself_and_an_empty_one_comes_back(cast, post, page):
    browser = page(cast.guest)
    made = browser.post(url(post, "comment"), {"body": "Nice"})
    comment = Comment.objects.get()
    assert made.headers["Location"].endswith(f"#c-{comment.public_id}")
    assert browser.post(url(post, "comment"), {"body": " "}).status_code == 422
    answered = browser.post(url(post, "comment"), {"body": "More", "parent": comment.public_id})
    assert "Nice" in browser.get(answered.headers["Location"]).content.decode()


def test_long_thread_continues(cast, post, page):
    for number in range(22):
        publish_comment(cast.guest, post, body=f"number {number:02}")
    browser = page(cast.guest)
    first = browser.get(url(post))
    assert "number 19" in first.content.decode()
    assert "number 20" not in first.content.decode()
    more = browser.get(first.context["next_url"], headers={"HX-Request": "true"}).content.decode()
    assert "number 21" in more
    assert "<html" not in more


def test_deep_thread_shows_its_first_replies_and_then_the_rest(cast, post, page):
    top = publish_comment(cast.guest, post, body="top")
    for number in range(8):
        publish_comment(cast.member, post, body=f"reply {number}", parent=top)
    browser = page(cast.guest)
    shown = browser.get(url(post)).content.decode()
    assert "reply 4" in shown
    assert "reply 5" not in shown
    rest = space_url(post.space, "content:replies", post=post.public_id, comment=top.public_id)
    assert "reply 7" in browser.get(rest).content.decode()
    aimed = Comment.objects.get(body="reply 7")
    assert "reply 7" in browser.get(f"{url(post)}?comment={aimed.public_id}").content.decode()


def test_own_comment_can_be_deleted_and_leaves_a_stub(cast, post, page):
    comment = publish_comment(cast.guest, post, body="Oops")
    link = space_url(post.space, "content:delete_comment", post=post.public_id, comment=comment.public_id)
    assert page(cast.expert).post(link).status_code == 403
    page(cast.guest).post(link)
    shown = page(cast.guest).get(url(post)).content.decode()
    assert "Oops" not in shown
    assert "This comment was removed." in shown
