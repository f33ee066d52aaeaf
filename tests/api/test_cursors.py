"""Cursors of every list: no row number to read, no word of somebody else's taken, and a walk there and back."""

from base64 import b64decode, b64encode
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.utils.dateparse import parse_datetime

from activity.dispatch import dispatch_batch
from campaigns import actions as campaigns
from communities.actions import create_community
from content import actions as content
from groups.actions import create_group
from members.actions import apply_to_space

ROOT = "/api/v1/@shanlan"
LISTS = {
    "communities/": "owner",
    "groups/": "owner",
    "memberships/": "member",
    "memberships/?space={community}": "member",
    "applications/": "admin",
    "inbox/": "admin",
    "posts/?space={community}": "member",
    "posts/{post}/comments/": "member",
    "announcements/": "admin",
    "coupons/": "admin",
    "claims/": "member",
    "claims/?coupon={coupon}": "admin",
}


@pytest.fixture
def lists(cast, brand, community, group) -> dict[str, str]:
    """Address → who asks, with at least three rows behind each."""
    for number in range(3):
        create_community(cast.owner, brand, name=f"Square {number}", slug=f"square-{number}")
        create_group(cast.owner, brand, name=f"Club {number}", slug=f"club-{number}")
        post = content.publish_post(cast.member, community, body=f"Post {number}")
        campaigns.publish_now(
            cast.admin, campaigns.draft_announcement(cast.admin, group, title=f"News {number}", body="x")
        )
        coupon = campaigns.issue_coupon(cast.admin, group, title=f"Cup {number}", quantity=5)
        campaigns.claim_coupon(cast.member, coupon)
    for viewer in (cast.moderator, cast.expert):
        campaigns.claim_coupon(viewer, coupon)
    for viewer in (cast.guest, cast.editor, cast.agent):
        apply_to_space(viewer, group, answers={"q1": "Filter."})
        content.publish_comment(cast.guest, post, body="Yes")
    while dispatch_batch():
        pass
    names = {"community": community.public_id, "post": post.public_id, "coupon": coupon.public_id}
    return {f"{ROOT}/{path.format(**names)}": who for path, who in LISTS.items()}


def position_in(link: str) -> str:
    cursor = b64decode(parse_qs(urlsplit(link).query)["cursor"][0]).decode()
    return parse_qs(cursor).get("p", [""])[0]


def test_every_list_can_be_walked_there_and_back_and_tells_no_row_number(lists, cast, page):
    for path, who in lists.items():
        client = page(getattr(cast, who))
        whole = [one["id"] for one in client.get(path).json()["results"]]
        assert len(whole) >= 3, path
        link, seen, last = path + ("&" if "?" in path else "?") + "page_size=1", [], ""
        while link:
            answer = client.get(link).json()
            seen += [one["id"] for one in answer["results"]]
            last, link = answer["previous"], answer["next"]
            for told in filter(None, (last, link)):
                position = position_in(told)
                sealed = len(position) == 24 and not position.isdecimal()
                assert sealed or not position or parse_datetime(position), f"{path} tells {position}"
        assert seen == whole, path
        assert [one["id"] for one in client.get(last).json()["results"]] == whole[-2:-1], path


def encoded(text: str) -> str:
    return quote(b64encode(text.encode()).decode())


BROKEN = [
    "x",
    "%00",
    "%F0%9F%98%80",
    "%ED%A0%BD",
    "a" * 5000,
    *map(encoded, ["p=1", "p=-1", "p=abc", "p=\x00", "p=" + "9" * 400, "p=2026-02-30 00:00:00+00:00"]),
    *map(encoded, ["p=2026-01-01", "p=9999-99-99T00:00:00Z", "o=x", "o=-1", "o=" + "9" * 5000, "r=x", "p=" + "0" * 24]),
]


def test_made_up_cursors_are_refused_by_every_list(lists, cast, page):
    for path, who in lists.items():
        client = page(getattr(cast, who))
        for cursor in BROKEN:
            answer = client.get(path + ("&" if "?" in path else "?") + f"cursor={cursor}")
            assert answer.status_code in (400, 422), (path, cursor[:60], answer.status_code)
            assert answer.json()["code"] in ("bad_cursor", "bad_characters")
