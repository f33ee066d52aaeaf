"""How many letters a day has, and how long an address is kept."""

import datetime as dt

import pytest

from core import clock
from core.errors import NotAllowed
from delivery.models import Letter
from members.actions import accept_invite, addressing, forget_addresses, invite_address
from members.models import Invite
from members.viewer import Viewer


def test_member_by_setting_has_a_small_day(cast, group, monkeypatch):
    group.members_invite = True
    group.save()
    for number in range(addressing.MOST_OF_MEMBER):
        invite_address(cast.member, group, f"n{number}@example.com")
    with pytest.raises(NotAllowed) as caught:
        invite_address(cast.member, group, "more@example.com")
    assert caught.value.code == "sender_limit"
    assert not Invite.objects.filter(email="more@example.com").exists()
    Letter.objects.update(created_at=clock.now() - dt.timedelta(days=2))
    assert invite_address(cast.member, group, "more@example.com")


def test_brand_has_a_day_too(cast, group, monkeypatch):
    monkeypatch.setattr(addressing, "MOST_OF_BRAND", 1)
    invite_address(cast.admin, group, "one@example.com")
    with pytest.raises(NotAllowed) as caught:
        invite_address(cast.moderator, group, "two@example.com")
    assert caught.value.code == "brand_limit"


def test_addresses_of_long_ago_are_forgotten(cast, group, community, account):
    used = invite_address(cast.admin, group, "new@example.com", name="New")
    accept_invite(Viewer(account("new")), used)
    old = invite_address(cast.admin, community, "old@example.com")
    fresh = invite_address(cast.admin, group, "fresh@example.com")
    long_ago = clock.now() - addressing.KEPT - dt.timedelta(minutes=1)
    Invite.objects.filter(pk=used.pk).update(closed_at=long_ago)
    Invite.objects.filter(pk=old.pk).update(expires_at=long_ago)
    assert forget_addresses() == 2
    assert forget_addresses() == 0
    used.refresh_from_db()
    assert (used.email, used.name, used.outcome) == ("", "", "accepted")
    assert set(Invite.objects.values_list("pk", flat=True)) == {used.pk, fresh.pk}
