"""Muting, removing, banning and the way back: what each changes, whom it is told to, and when it ends."""

import datetime as dt
import email
import email.policy

import pytest

from activity.dispatch import dispatch_batch
from activity.models import Activity
from content.actions import publish_comment, publish_post
from core import clock
from core.errors import Conflict, Invalid, NotAllowed
from delivery.models import Delivery
from members.actions import (
    apply_to_space,
    ban_from_brand,
    ban_from_space,
    join_brand,
    join_space,
    leave_space,
    lift_brand_ban,
    lift_space_ban,
    mute_member,
    remove_member,
    restore_member,
    unmute_member,
)
from members.actions.brand_bans import lift_due
from members.models import BrandMember, Membership
from members.viewer import Viewer
from spaces.models import Space

DAY = dt.timedelta(days=1)


def standing(viewer, space) -> Membership:
    return Membership.objects.select_related("space", "member").get(space=space, member=viewer.record)


def again(viewer) -> Viewer:
    """The same person in another request."""
    return Viewer(viewer.user)


def refused(call, *arguments, **fields) -> str:
    with pytest.raises((NotAllowed, Conflict)) as caught:
        call(*arguments, **fields)
    return caught.value.code


def test_banned_from_a_space_cannot_come_back_before_the_end(cast, community):
    before = Space.objects.get(pk=community.pk).member_count
    banned = ban_from_space(cast.moderator, standing(cast.guest, community), reason="Spam", until=clock.now() + DAY)
    assert (banned.state, banned.end_reason) == ("banned", "Spam")
    assert Space.objects.get(pk=community.pk).member_count == before - 1
    assert refused(join_space, again(cast.guest), community) == "banned"
    with clock.at(clock.now() + 2 * DAY):
        assert join_space(again(cast.guest), community).state == "active"
    assert Activity.objects.get(verb="membership.banned").detail == {"days": 1}


def test_ban_whose_end_has_come_is_tidied_up(cast, community):
    ban_from_space(cast.admin, standing(cast.guest, community), reason="Spam", until=clock.now() + DAY)
    assert lift_due() == 0
    with clock.at(clock.now() + 2 * DAY):
        assert lift_due() == 1
        assert lift_due() == 0
    assert standing(cast.guest, community).state == "left"
    assert Activity.objects.filter(verb="membership.ban_lifted", actor_id=None).count() == 1


def test_lifting_a_ban_leaves_people_outside_until_they_join(cast, community):
    ban_from_space(cast.admin, standing(cast.guest, community), reason="Spam")
    lift_space_ban(cast.admin, standing(cast.guest, community))
    lift_space_ban(cast.admin, standing(cast.guest, community))
    assert not again(cast.guest).belongs_to(community)
    assert join_space(again(cast.guest), community).state == "active"
    assert Activity.objects.filter(verb="membership.ban_lifted").count() == 1


def test_after_leaving_the_door_is_open(cast, community):
    leave_space(cast.guest, community)
    assert join_space(again(cast.guest), community).state == "active"


def test_after_a_removal_only_an_application_leads_back(cast, community):
    remove_member(cast.admin, standing(cast.guest, community), reason="Off topic")
    assert refused(join_space, again(cast.guest), community) == "application_required"
    assert apply_to_space(again(cast.guest), community, answers={}).state == "waiting"


def test_after_a_removal_with_a_wait_the_door_opens_by_itself(cast, community):
    community.return_policy, community.return_days = "wait", 10
    community.save()
    remove_member(cast.admin, standing(cast.guest, community))
    assert refused(join_space, again(cast.guest), community) == "must_wait"
    with clock.at(clock.now() + 11 * DAY):
        assert join_space(again(cast.guest), community).state == "active"


def test_removal_between_looking_and_joining_is_not_undone_by_joining(cast, community):
    viewer = again(cast.guest)
    leave_space(viewer, community)
    stale = again(cast.guest)
    assert stale.membership_in(community).state == "left"
    Membership.objects.filter(pk=standing(viewer, community).pk).update(state="removed")
    assert refused(join_space, stale, community) == "application_required"


def test_wait_also_holds_for_applications_to_a_group(cast, group):
    group.return_policy = "wait"
    group.save()
    remove_member(cast.admin, standing(cast.member, group))
    assert refused(apply_to_space, again(cast.member), group, answers={"q1": "x"}) == "must_wait"


def test_removal_can_be_undone(cast, group):
    number = standing(cast.expert, group).number
    remove_member(cast.admin, standing(cast.expert, group))
    back = restore_member(cast.admin, standing(cast.expert, group))
    assert (back.state, back.role, back.number, back.end_reason) == ("active", "member", number, "")
    assert refused(restore_member, cast.admin, standing(cast.expert, group)) == "changed_meanwhile"


def test_muted_reads_on_and_writes_nothing_until_then(cast, community):
    mute_member(cast.moderator, standing(cast.guest, community), reason="Calm down", until=clock.now() + DAY)
    viewer = again(cast.guest)
    assert viewer.belongs_to(community)
    assert refused(publish_post, viewer, community, body="Hm") == "muted"
    with clock.at(clock.now() + 2 * DAY):
        assert publish_post(again(cast.guest), community, body="Hm")
    unmute_member(cast.moderator, standing(cast.guest, community))
    assert publish_post(again(cast.guest), community, body="Hm")


@pytest.mark.parametrize(("until", "code"), [(None, "required"), (-DAY, "out_of_range"), (4000 * DAY, "out_of_range")])
def test_mute_needs_an_end_in_the_future(cast, community, until, code):
    with pytest.raises(Invalid) as caught:
        mute_member(cast.admin, standing(cast.guest, community), reason="x", until=until and clock.now() + until)
    assert (caught.value.code, list(caught.value.fields)) == (code, ["until"])


def test_moderator_does_not_reach_an_admin(cast, community):
    assert refused(ban_from_space, cast.moderator, standing(cast.admin, community), reason="x") == "outranked"


def test_banned_from_the_brand_has_nothing_left(cast, brand, community, group):
    before = {space.pk: Space.objects.get(pk=space.pk).member_count for space in (community, group)}
    ban_from_brand(cast.manager, cast.member.member, reason="Threats", until=clock.now() + 30 * DAY)
    viewer = again(cast.member)
    assert viewer.is_banned and viewer.record.ban_reason == "Threats"
    assert (viewer.member, viewer.actor_id, viewer.standings) == (None, None, {})
    assert not viewer.brand_capabilities
    for space in (community, group):
        assert Space.objects.get(pk=space.pk).member_count == before[space.pk] - 1
    assert refused(join_brand, viewer, brand) == "banned_from_brand"
    assert refused(join_space, viewer, community) == "banned_from_brand"


def test_after_a_brand_ban_people_are_back_where_they_were(cast, group):
    number = standing(cast.expert, group).number
    ban_from_brand(cast.manager, cast.expert.member, reason="Threats")
    lift_brand_ban(cast.owner, cast.expert.record)
    viewer = again(cast.expert)
    assert viewer.belongs_to(group)
    assert (standing(viewer, group).number, standing(viewer, group).role) == (number, "member")


def test_brand_ban_ends_by_itself(cast, group):
    ban_from_brand(cast.manager, cast.member.member, reason="Threats", until=clock.now() + DAY)
    with clock.at(clock.now() + 2 * DAY):
        assert not again(cast.member).is_banned
        assert lift_due() == 1
        assert again(cast.member).belongs_to(group)


def test_space_ban_survives_a_brand_ban(cast, group):
    ban_from_space(cast.admin, standing(cast.member, group), reason="x")
    ban_from_brand(cast.manager, cast.member.member, reason="x")
    lift_brand_ban(cast.manager, cast.member.record)
    assert again(cast.member).is_banned_from(group)


def test_team_of_the_brand_cannot_be_banned_while_it_has_its_role(cast):
    assert refused(ban_from_brand, cast.manager, cast.agent.member, reason="x") == "has_role"
    with pytest.raises(Exception, match="banned_people_hold_no_role"):
        BrandMember.objects.filter(pk=cast.agent.member.pk).update(banned_at=clock.now())


@pytest.fixture
def letters(settings, tmp_path, settle):
    """(to, subject) of every letter that goes out now."""
    settings.PLAZA_MAIL_DIR = tmp_path / "mail"

    def sent() -> list[tuple[str, str]]:
        settle()
        read = [email.message_from_bytes(one.read_bytes(), policy=email.policy.default) for one in _files()]
        return [(str(one["to"]).partition("@")[0], str(one["subject"]).rpartition(" · ")[0].strip()) for one in read]

    def _files():
        return sorted(settings.PLAZA_MAIL_DIR.glob("*.eml"))

    return sent


def test_person_is_told_of_what_was_done_to_them(cast, community, secret, letters):
    mute_member(cast.admin, standing(cast.guest, community), reason="Calm down", until=clock.now() + DAY)
    remove_member(cast.admin, standing(cast.member, secret), reason="Not for you")
    ban_from_brand(cast.manager, cast.expert.member, reason="Threats")
    told = dict(letters())
    assert told["guest"] == "You are muted in 山嵐廣場"
    assert told["expert"] == "You are banned from 山嵐咖啡"
    assert "實驗室" not in told["member"]


def test_notices_queued_before_a_ban_do_not_go_out_after_it(cast, community, letters):
    """A queued e-mail about an open community, which anyone may read, is stopped all the same."""
    post = publish_post(cast.member, community, body="Words")
    while dispatch_batch():
        pass
    publish_comment(cast.guest, post, body="An answer")
    while dispatch_batch():
        pass
    assert Delivery.objects.filter(account=cast.member.user, channel="email", state="queued").count() == 1
    ban_from_brand(cast.manager, cast.member.member, reason="Threats")
    assert [subject for to, subject in letters() if to == "member"] == ["You are banned from 山嵐咖啡"]
    assert Delivery.objects.get(account=cast.member.user, channel="email", state="skipped")
