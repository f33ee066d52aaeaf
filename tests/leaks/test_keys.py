"""A key without `groups:read` knows of no closed group: not by the list, not by its owner's own applications or standing."""

import pytest

from brands.actions import create_key
from brands.keys import SCOPES
from brands.models import ApiKey
from delivery.models import Delivery
from members.actions import apply_to_space, approve_application
from members.models import Membership

ROOT = "/api/v1/@shanlan/"


@pytest.fixture
def blind(cast, brand, client):
    """`blind(viewer, path)`: what this person's key gets that has every scope but that one."""

    def ask(viewer, path):
        scopes = [scope for scope in SCOPES if scope != "groups:read"]
        key, secret = create_key(cast.owner, brand, label="x", scopes=scopes)
        ApiKey.objects.filter(pk=key.pk).update(account=viewer.user)
        return client.get(f"{ROOT}{path}", headers={"Authorization": f"Bearer {secret}"})

    return ask


def test_listed_group_is_not_there(cast, group, blind):
    for viewer in (cast.owner, cast.guest, cast.member):
        assert blind(viewer, "groups/").json()["results"] == []
        assert blind(viewer, f"groups/{group.public_id}/").status_code == 404


def test_own_standing_in_a_group_is_not_there(cast, group, blind):
    mine = Membership.objects.get(space=group, member=cast.member.member)
    assert blind(cast.member, f"memberships/{mine.public_id}/").status_code == 404


def test_inbox_keeps_the_words_about_a_group_back(cast, group, blind, settle):
    approve_application(cast.admin, apply_to_space(cast.guest, group, answers={"q1": "Filter."}))
    settle()
    assert Delivery.objects.filter(account=cast.guest.user, channel="inbox").exists()
    assert group.name not in blind(cast.guest, "inbox/").content.decode()
