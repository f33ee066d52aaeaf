"""A recognised expert wears a badge wherever their name stands in the space where they are one, and nowhere else."""

import pytest

from content.actions import publish_comment, publish_post
from members.actions import assign_role
from members.models import Membership

PLAZA = "/@shanlan/c/plaza/"
API = "/api/v1/@shanlan/"


def badges(client, path: str) -> int:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode().count("#star")


@pytest.fixture
def post(cast, community):
    return publish_post(cast.expert, community, title="How we roast", body="Slowly.")


@pytest.fixture
def comment(cast, community, post):
    return publish_comment(cast.expert, publish_post(cast.member, community, body="A question."), body="An answer.")


def demote(cast, community) -> None:
    standing = Membership.objects.select_related("space", "member").get(space=community, member=cast.expert.member)
    assign_role(cast.admin, standing, "member")


def test_badge_stands_in_the_feed_on_the_post_and_at_the_comment(cast, community, post, comment, page):
    client = page(cast.guest)
    assert badges(client, PLAZA) == 1
    assert badges(client, f"{PLAZA}posts/{post.ref}/") == 2  # at the head, and in the margin
    assert badges(client, f"{PLAZA}posts/{comment.post.ref}/") == 1
    demote(cast, community)
    assert badges(client, PLAZA) == badges(client, f"{PLAZA}posts/{post.ref}/") == 0
    assert badges(client, f"{PLAZA}posts/{comment.post.ref}/") == 0


def test_badge_stands_in_the_member_list_and_on_their_page(cast, community, page):
    client = page(cast.guest)
    person = f"/@shanlan/people/{cast.expert.member.public_id}/"
    assert badges(client, f"{PLAZA}members/") == 1 and badges(client, person) == 1
    demote(cast, community)
    assert badges(client, f"{PLAZA}members/") == badges(client, person) == 0


def test_expert_of_one_space_is_none_in_another(cast, community, group, page):
    Membership.objects.filter(space=community, member=cast.expert.member).update(role="member")
    cast.expert.refresh()
    publish_post(cast.expert, community, body="Here I am like everyone.")
    publish_post(cast.expert, group, body="There I am an expert.")
    assert badges(page(cast.member), PLAZA) == 0
    assert badges(page(cast.member), "/@shanlan/g/roastery/") == 1


@pytest.mark.parametrize("state", ["left", "removed", "banned"])
def test_who_is_out_wears_none(state, cast, community, post, page):
    ended = {"state": state, "ended_at": post.created_at}
    Membership.objects.filter(space=community, member=cast.expert.member).update(**ended)
    assert badges(page(cast.guest), PLAZA) == 0


def test_badge_by_rest(cast, community, post, comment, page):
    client = page(cast.guest)
    mine = publish_post(cast.guest, community, body="Mine.")
    rows = {one["id"]: one["author"] for one in client.get(f"{API}posts/").json()["results"]}
    assert rows[post.public_id]["is_expert"] is True and rows[mine.public_id]["is_expert"] is False
    assert client.get(f"{API}posts/{post.public_id}/").json()["author"]["is_expert"] is True
    answers = client.get(f"{API}posts/{comment.post.public_id}/comments/").json()["results"]
    assert [one["author"]["is_expert"] for one in answers] == [True]
    assert client.get(f"{API}comments/{comment.public_id}/").json()["author"]["is_expert"] is True


def test_brand_wears_no_badge(cast, community, page):
    Membership.objects.create(
        brand=community.brand, space=community, member=cast.editor.member, role="expert", number=90
    )
    cast.editor.refresh()
    said = publish_post(cast.editor, community, body="We say.", as_brand=True)
    assert badges(page(cast.guest), PLAZA) == 0
    assert page(cast.guest).get(f"{API}posts/{said.public_id}/").json()["author"] is None
