"""Times over REST are in UTC for everyone, whatever zone the reader's pages are shown in."""

import pytest

from content.actions import publish_post

ROOT = "/api/v1/@shanlan/"


@pytest.fixture
def anywhere(cast):
    """A reader with a time zone of their own."""
    cast.member.user.time_zone = "Asia/Tokyo"
    cast.member.user.save(update_fields=["time_zone"])
    return cast.member


@pytest.mark.parametrize("address", ["communities/{space}/", "posts/{post}/", "posts/?space={space}"])
def test_times_end_in_z(page, anywhere, cast, community, address):
    post = publish_post(cast.member, community, body="Words")
    path = ROOT + address.format(space=community.public_id, post=post.public_id)

    body = page(anywhere).get(path).json()

    shown = body["results"][0] if "results" in body else body
    assert shown["created_at"].endswith("Z")
