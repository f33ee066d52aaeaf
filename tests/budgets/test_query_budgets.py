"""What a page asks of the database does not grow with what it shows. The figures are in query_budgets.json."""

import pytest

from content.actions import add_reaction, create_topic, publish_comment, publish_post
from core.images import Picture
from spaces.links import home_url, space_url

PICTURE = Picture({1600: b"webp", 640: b"webp"}, 10, 10)


@pytest.fixture
def writes(cast, community, group):
    """`writes(3)`: that many more posts with pictures, topics, reactions; a closed group is promoted beside them."""

    def more(count: int) -> None:
        for number in range(count):
            topic = create_topic(cast.admin, community, name=f"{number} of {count}")
            post = publish_post(cast.member, community, body="Words", topic=topic, photos=[PICTURE])
            for viewer in (cast.guest, cast.expert):
                add_reaction(viewer, post)

    return more


@pytest.fixture
def answers(cast, post):
    def more(count: int) -> None:
        for _number in range(count):
            top = publish_comment(cast.expert, post, body="First")
            for viewer in (cast.guest, cast.member):
                add_reaction(viewer, publish_comment(viewer, post, body="Second", parent=top))

    return more


@pytest.fixture
def post(cast, community):
    return publish_post(cast.member, community, body="Words", photos=[PICTURE])


@pytest.mark.parametrize("who", ["anonymous", "member"])
def test_plaza_costs_the_same_with_3_posts_and_with_50(cast, community, writes, within_budget, who):
    writes(3)
    viewer = cast.guest if who == "member" else cast.anonymous
    within_budget(f"communities:home {who}", viewer, home_url(community), lambda: writes(47))


@pytest.mark.parametrize("who", ["anonymous", "member"])
def test_thread_costs_the_same_with_3_comments_and_with_30(cast, post, answers, within_budget, who):
    answers(1)
    viewer = cast.guest if who == "member" else cast.anonymous
    url = space_url(post.space, "content:post", post=post.ref)
    within_budget(f"content:post {who}", viewer, url, lambda: answers(10))


@pytest.mark.parametrize("who", ["anonymous", "member"])
def test_list_over_rest_costs_the_same_with_3_posts_and_with_12(cast, community, writes, within_budget, who):
    writes(3)
    viewer = cast.guest if who == "member" else cast.anonymous
    url = f"/api/v1/@shanlan/posts/?space={community.public_id}"
    within_budget(f"content-api:posts {who}", viewer, url, lambda: writes(9))


def test_popular_and_topic_cost_no_more(cast, community, writes, costs):
    writes(5)
    newest = costs(cast.guest, home_url(community))
    assert costs(cast.guest, f"{home_url(community)}?order=hot") <= newest
