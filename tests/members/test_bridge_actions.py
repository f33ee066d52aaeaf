"""A segment of the plaza is invited into a group once per person, and every step after that is written down."""

import datetime as dt

import pytest

from activity.models import Activity
from content.actions import publish_post
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotVisible
from members.actions import (
    accept_invite,
    appoint,
    assign_role,
    decline_invite,
    invite_member,
    invite_waiting,
    join_brand,
    join_space,
    leave_space,
    note_stays,
    save_segment,
    start_bridge,
)
from members.actions.crossings import follow
from members.models import BrandMember, Bridge, Crossing, Invite, Membership
from members.models.membership import State
from members.queries import bridge_count, bridges_for, funnel_of, get_bridge, left_out_of, people_over
from members.viewer import Viewer

EVERYONE = {"match": "all", "rules": [{"field": "joined", "days": 3650}]}


@pytest.fixture
def fans(account, brand, community):
    """Five people of the plaza who are in no group."""
    viewers = [Viewer(account(f"fan{number}")) for number in range(5)]
    for viewer in viewers:
        join_brand(viewer, brand)
        join_space(viewer, community)
    return viewers


@pytest.fixture
def segment(cast):
    return save_segment(cast.owner, name="everyone", rule=EVERYONE, is_open=True)


@pytest.fixture
def bridge(cast, fans, segment, community, group):
    return start_bridge(cast.admin, group, segment=segment, plaza=community)


def invite_of(viewer) -> Invite:
    return Invite.objects.get(member=viewer.member)


def accept(viewer) -> None:
    viewer.refresh()
    accept_invite(viewer, invite_of(viewer))
    viewer.refresh()


def numbers(bridge) -> dict[str, int]:
    return {step.name: step.count for step in funnel_of(bridge)}


def reasons(bridge) -> dict[str, int]:
    return {str(label): count for label, count in left_out_of(bridge)}


def test_whoever_qualifies_is_written_down_and_members_are_not_asked(bridge):
    assert numbers(bridge) == {"qualified": 10, "invited": 0, "accepted": 0, "acted": 0, "stayed": 0}
    assert reasons(bridge) == {"Already a member": 4}
    while invite_waiting():
        pass
    assert numbers(bridge)["invited"] == 6, "five fans and the guest; the cast's four are inside already"
    assert Membership.objects.filter(space=bridge.group, state=State.INVITED).count() == 6
    bridge.refresh_from_db()
    assert bridge.inviting_ended_at is not None


def test_every_step_is_written_with_its_time(bridge, fans, group, cast, settle):
    invite_waiting()
    for fan in fans[:3]:
        accept(fan)
    settle()
    assert numbers(bridge) | {"qualified": 0} == {"qualified": 0, "invited": 6, "accepted": 3, "acted": 0, "stayed": 0}
    publish_post(fans[0], group, body="Hello")
    settle()
    assert numbers(bridge)["acted"] == 1
    leave_space(fans[1], group)
    with clock.at(clock.now() + dt.timedelta(days=29)):
        assert note_stays() == 0
    with clock.at(clock.now() + dt.timedelta(days=31)):
        leave_space(fans[2], group)  # after the thirtieth day, before the late job looked
        assert note_stays() == 2
        assert note_stays() == 0
    stayed = Crossing.objects.filter(stayed_at__isnull=False).values_list("member__display_name", flat=True)
    assert set(stayed) == {"fan0", "fan2"}


def test_reader_that_sees_a_batch_twice_changes_nothing(bridge, fans, settle):
    invite_waiting()
    accept(fans[0])
    settle()
    before = list(Crossing.objects.order_by("pk").values())
    follow(list(Activity.objects.order_by("position")))
    assert list(Crossing.objects.order_by("pk").values()) == before


def test_an_act_in_another_space_is_no_first_act(bridge, fans, community, settle):
    invite_waiting()
    accept(fans[0])
    publish_post(fans[0], community, body="Hello")
    settle()
    assert numbers(bridge)["acted"] == 0


def test_whoever_said_no_left_or_was_put_out_is_not_asked_again(cast, fans, segment, community, group):
    invite_member(cast.admin, group, fans[0].member)
    fans[0].refresh()
    decline_invite(fans[0], invite_of(fans[0]))
    invite_member(cast.admin, group, fans[1].member)
    for fan, state in ((fans[2], State.BANNED), (fans[3], State.LEFT)):
        Membership.objects.create(brand=group.brand, space=group, member=fan.member, state=state, ended_at=clock.now())
    bridge = start_bridge(cast.admin, group, segment=segment, plaza=community)
    invite_waiting()
    assert reasons(bridge) == {
        "Already a member": 4,
        "Left, was removed or banned": 2,
        "Already invited or applying": 1,
        "Said no before": 1,
    }
    names = Crossing.objects.filter(invited_at__isnull=False).values_list("member__display_name", flat=True)
    assert set(names) == {"fan4", "guest"}


def test_second_bridge_asks_nobody_twice(cast, bridge, segment, community, group):
    with pytest.raises(Conflict) as refused:
        start_bridge(cast.admin, group, segment=segment, plaza=community)
    assert refused.value.code == "already_inviting"
    invite_waiting()
    second = start_bridge(cast.admin, group, segment=segment, plaza=community)
    invite_waiting()
    assert numbers(second)["invited"] == 0
    assert Invite.objects.count() == 6


def test_whoever_objects_after_qualifying_is_not_invited(cast, fans, community, group):
    asks = {"match": "all", "rules": [{"field": "did", "verb": "member.joined", "times": 1, "days": 30}]}
    segment = save_segment(cast.owner, name="joined", rule=asks, is_open=True)
    bridge = start_bridge(cast.admin, group, segment=segment, plaza=community)
    BrandMember.objects.filter(pk=fans[0].member.pk).update(personal_targeting_objected_at=clock.now())
    invite_waiting()
    assert not Invite.objects.filter(member=fans[0].member).exists()
    assert numbers(bridge)["invited"] == 4
    assert reasons(bridge) == {"Could not be invited": 1}


def test_whoever_lost_the_power_invites_nobody_any_more(cast, bridge, group):
    mine = Membership.objects.select_related("space", "member").get(space=group, member=cast.admin.member)
    assign_role(cast.owner, mine, "member")
    assert invite_waiting() == 0
    bridge.refresh_from_db()
    assert bridge.stopped_code == "not_allowed"
    assert not Invite.objects.exists()


def test_only_who_runs_the_group_or_the_brand_starts_one(cast, segment, community, group, secret):
    for other in (cast.moderator, cast.expert, cast.member, cast.editor, cast.agent):
        with pytest.raises(NotAllowed):
            start_bridge(other, group, segment=segment, plaza=community)
    with pytest.raises(NotVisible):
        start_bridge(cast.analyst, group, segment=segment, plaza=community)
    with pytest.raises(NotVisible):
        start_bridge(cast.guest, secret, segment=segment, plaza=community)
    assert start_bridge(cast.manager, secret, segment=segment, plaza=community)


def test_admin_uses_what_is_open_to_them_and_never_birthdays(cast, community, group):
    shut = save_segment(cast.owner, name="shut", rule=EVERYONE)
    with pytest.raises(NotVisible):
        start_bridge(cast.admin, group, segment=shut, plaza=community)
    birthdays = {"match": "all", "rules": [{"field": "birthday_month", "months": [1]}]}
    with pytest.raises(NotAllowed):
        start_bridge(cast.manager, group, segment=save_segment(cast.owner, name="b", rule=birthdays), plaza=community)


def test_bridge_starts_in_a_community(cast, segment, group, secret):
    with pytest.raises(Invalid):
        start_bridge(cast.admin, group, segment=segment, plaza=secret)


def test_number_beforehand_is_told_like_any_other(cast, fans, segment, community, group):
    assert bridge_count(cast.owner, segment, community, group).exact == 6
    assert bridge_count(cast.admin, segment, community, group).is_few


def test_bridges_are_seen_by_who_runs_the_group(cast, bridge, account, brand):
    assert list(bridges_for(cast.admin)) == list(bridges_for(cast.owner)) == [bridge]
    for other in (cast.moderator, cast.member, cast.editor):
        with pytest.raises(NotVisible):
            get_bridge(other, bridge.public_id)
    late = account("late")
    appoint(brand, late, "manager")
    assert get_bridge(Viewer(late), bridge.public_id) == bridge
    assert people_over(bridge) == ([], "")
    assert Bridge.objects.count() == 1
