"""Joining, leaving, roles: what stays, what is counted, and what changes nothing."""

import pytest

from activity.models import Activity
from core.errors import Conflict, NotAllowed, NotVisible
from members.actions import assign_role, join_space, leave_space, remove_member
from members.models import Membership
from members.viewer import Viewer
from spaces.actions import archive_space
from spaces.models import Space


def of(viewer, space) -> Membership:
    return Membership.objects.select_related("space", "member").get(space=space, member=viewer.member)


def facts(verb: str) -> int:
    return Activity.objects.filter(verb=verb).count()


def test_joining_twice_is_one_membership_and_one_fact(account, community):
    viewer = Viewer(account("ruoqing"))
    first, second = join_space(viewer, community), join_space(viewer, community)
    assert first.pk == second.pk
    assert facts("member.joined") == 1


def test_who_comes_back_keeps_the_number_and_loses_the_role(cast, community):
    number = of(cast.moderator, community).number
    leave_space(cast.moderator, community)
    back = join_space(cast.moderator, community)
    assert (back.number, back.role) == (number, "member")


def test_counter_follows_joining_leaving_and_removing(cast, community, account):
    before = Space.objects.get(pk=community.pk).member_count
    join_space(Viewer(account("ruoqing")), community)
    leave_space(cast.guest, community)
    remove_member(cast.admin, of(cast.member, community))
    assert Space.objects.get(pk=community.pk).member_count == before - 1
    assert Membership.objects.filter(space=community, state="active").count() == before - 1


def test_joining_a_full_community_is_a_conflict(account, community, cast):
    Space.objects.filter(pk=community.pk).update(size_limit=community.member_count)
    with pytest.raises(Conflict) as caught:
        join_space(Viewer(account("ruoqing")), community)
    assert caught.value.code == "space_full"


def test_joining_an_archived_community_is_refused(account, cast, community):
    stale = Space.objects.get(pk=community.pk)
    archive_space(cast.owner, community)
    with pytest.raises(Conflict) as caught:
        join_space(Viewer(account("ruoqing")), stale)
    assert caught.value.code == "archived"
    with pytest.raises(NotVisible):
        join_space(Viewer(account("boyu")), Space.objects.get(pk=community.pk))


def test_same_role_again_changes_nothing(cast, group):
    assign_role(cast.admin, of(cast.member, group), "member")
    assert facts("role.changed") == 5  # the five of the cast who run the brand


def test_role_for_someone_who_just_left_is_a_conflict(cast, group):
    stale = of(cast.member, group)
    leave_space(cast.member, group)
    with pytest.raises(Conflict) as caught:
        assign_role(cast.admin, stale, "expert")
    assert caught.value.code == "not_member"


def test_nobody_changes_or_removes_themselves(cast, group):
    mine = of(cast.admin, group)
    with pytest.raises(NotAllowed):
        assign_role(cast.admin, mine, "member")
    with pytest.raises(NotAllowed):
        remove_member(cast.admin, mine)


def test_admin_who_was_demoted_meanwhile_decides_nothing(cast, group):
    stale = Viewer(cast.admin.user)
    assert stale.can("member.remove", group)
    assign_role(cast.owner, of(cast.admin, group), "member")
    with pytest.raises(NotAllowed) as caught:
        remove_member(stale, of(cast.member, group))
    assert caught.value.code == "standing_changed"


def test_removing_twice_changes_nothing(cast, group):
    gone = of(cast.member, group)
    remove_member(cast.admin, gone)
    remove_member(cast.admin, gone)
    assert facts("member.removed") == 1
