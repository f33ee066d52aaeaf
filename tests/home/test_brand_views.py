"""The entrance of a brand, and who is shown what in it."""

import pytest

from content.actions import publish_post
from spaces.actions import archive_space, update_space


@pytest.fixture
def names(page, cast, community, group, secret):
    def shown(who):
        body = page(getattr(cast, who)).get("/@shanlan/").content.decode()
        return {space.name for space in (community, group, secret) if f">{space.name}</a>" in body}

    return shown


def test_everyone_sees_the_spaces_they_may_know_of(names):
    assert names("member") == {"山嵐廣場", "焙火室", "實驗室"}
    assert names("guest") == {"山嵐廣場", "焙火室"}
    assert names("anonymous") == names("outsider") == names("analyst") == {"山嵐廣場"}


def test_publicly_listed_group_is_shown_to_visitors(names, cast, group):
    update_space(cast.admin, group, listed_publicly=True)
    assert "焙火室" in names("anonymous")


def test_archived_space_is_not_in_the_entrance(names, cast, community):
    archive_space(cast.admin, community)
    assert "山嵐廣場" not in names("member")


def test_what_is_said_behind_a_closed_door_is_not_called_out(page, cast, community, group):
    publish_post(cast.member, community, title="Said in the open", body="Words")
    publish_post(cast.admin, group, title="Said inside", body="Words")
    for who in ("member", "guest", "anonymous"):
        body = page(getattr(cast, who)).get("/@shanlan/").content.decode()
        assert "Said in the open" in body
        assert "Said inside" not in body


def test_empty_brand_asks_its_owner_to_open_a_community(page, cast, brand):
    from spaces.models import Space

    Space.objects.all().delete()
    assert "Open a community" in page(cast.owner).get("/@shanlan/").content.decode()
    assert "Open a community" not in page(cast.anonymous).get("/@shanlan/").content.decode()


def test_visitors_page_carries_no_token_and_no_cookie(page, cast):
    answer = page(cast.anonymous).get("/@shanlan/")
    assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert not answer.cookies
