"""One offer, answered twice at the same moment, on PostgreSQL with real threads."""

import time

import pytest

from activity.models import Activity
from core.errors import NotVisible
from members.actions import accept_team_invite, invite_to_team, team
from members.models import BrandMember, Invite
from members.viewer import Viewer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def answered(at_once, cast, offer) -> list:
    loaded = Invite.objects.select_related("brand", "space", "invited_by__account")
    return at_once(*[lambda: accept_team_invite(Viewer(cast.guest.user), loaded.get(pk=offer.pk)) for _two in range(2)])


def times_taken() -> int:
    return Activity.objects.filter(verb="invite.accepted").count()


def test_offer_is_accepted_once(cast, at_once):
    offer = invite_to_team(cast.owner, "editor", member=cast.guest.member)
    answers = answered(at_once, cast, offer)
    assert sorted(type(one).__name__ for one in answers) == ["BrandMember", "NotVisible"]
    assert BrandMember.objects.get(pk=cast.guest.actor_id).role == "editor"
    assert (times_taken(), Invite.objects.get().uses) == (1, 1)


def test_without_lock_and_conditional_update_it_is_accepted_twice(cast, at_once, monkeypatch):
    """The twin: looking first and writing afterwards. If it held, the test above would prove nothing."""

    def look_then_write(invite) -> None:
        if Invite.objects.get(pk=invite.pk).uses:
            raise NotVisible
        time.sleep(0.3)
        Invite.objects.filter(pk=invite.pk).update(uses=1)

    monkeypatch.setattr(team, "use_invite", look_then_write)
    monkeypatch.setattr(team, "_held", lambda member: BrandMember.objects.get(pk=member.pk))
    offer = invite_to_team(cast.owner, "editor", member=cast.guest.member)
    answered(at_once, cast, offer)
    assert times_taken() == 2
