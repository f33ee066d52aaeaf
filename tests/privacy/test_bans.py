"""Bans outlive their person as a keyed hash: the same mailbox is banned again, and lifting lifts for good."""

import datetime as dt

import pytest

from accounts.models import User
from core import clock
from core.errors import NotAllowed
from members.actions import (
    ban_from_brand,
    ban_from_space,
    join_brand,
    join_space,
    lift_brand_ban,
    lift_space_ban,
    request_erasure,
)
from members.actions.records import stand_barred
from members.models import BarredAddress, Membership
from members.models.membership import State
from members.viewer import Viewer
from tests.privacy.tables import tables_with


def second_account(address: str) -> Viewer:
    return Viewer(User.objects.create_user(address.upper().replace("@", "+second@"), "correct-horse-battery"))


@pytest.mark.parametrize("days", [None, 3])
def test_ban_from_the_brand_survives_erasure_as_a_hash(days, life, marker, cast, community, forget, page):
    until = clock.now() + dt.timedelta(days=days) if days else None
    address = life.viewer.user.email
    ban_from_brand(cast.manager, life.member, reason=f"{marker} threatened", until=until)
    forget(request_erasure(Viewer(life.viewer.user), scope="account"))

    assert not tables_with(marker)
    again = second_account(address)
    with pytest.raises(NotAllowed) as refused:
        join_space(again, community)
    assert refused.value.code == "banned_from_brand"
    browser = page(again)
    assert browser.post("/@shanlan/c/plaza/join/").status_code == 403
    back = Viewer(again.user)
    assert back.is_banned and back.record.banned_until == until and back.member is None
    shown = browser.get("/@shanlan/c/plaza/", headers={"accept-language": "en"})
    assert shown.status_code == 403 and "The words were erased" in shown.content.decode()
    with clock.at(clock.now() + dt.timedelta(days=4)):
        assert Viewer(again.user).is_banned is (until is None)


def test_ban_that_ended_or_was_lifted_is_not_given_back(life, cast, community, forget):
    address = life.viewer.user.email
    ban_from_brand(cast.manager, life.member, reason="x", until=clock.now() + dt.timedelta(days=3))
    forget(request_erasure(Viewer(life.viewer.user), scope="account"))
    with clock.at(clock.now() + dt.timedelta(days=4)):
        back = second_account(address)
        assert join_space(back, community).state == State.ACTIVE
        ban_from_brand(cast.manager, back.record, reason="x")
        forget(request_erasure(Viewer(back.user), scope="account"))
        third = second_account(address.replace("@", "+third@"))
        with pytest.raises(NotAllowed):
            join_space(third, community)
        stand_barred(third)
        lift_brand_ban(cast.manager, Viewer(third.user).record)
        assert not BarredAddress.objects.exists()


def test_lifting_a_ban_from_a_space_lifts_its_hash(life, cast, community, group, forget):
    address = life.viewer.user.email
    mine = Membership.objects.select_related("space", "member").get(space=community, member=life.member)
    ban_from_space(cast.admin, mine, reason="x")
    forget(request_erasure(Viewer(life.viewer.user), scope="account"))
    back = second_account(address)
    member = join_brand(back, life.member.brand)
    given = Membership.objects.select_related("space", "member").get(space=community, member=member)
    assert given.is_banned and BarredAddress.objects.exists()
    lift_space_ban(cast.admin, given)
    assert not BarredAddress.objects.exists()
    assert join_space(Viewer(back.user), community).state == State.ACTIVE
