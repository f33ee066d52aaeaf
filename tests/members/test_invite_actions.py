"""Inviting, accepting, declining, and what makes an invitation worthless."""

import datetime as dt

import pytest

from activity.models import Activity
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotVisible
from delivery.queries import inbox_of, rendered
from members.actions import (
    accept_invite,
    apply_to_space,
    approve_application,
    assign_role,
    create_invite_link,
    decline_invite,
    invite_member,
    join_space,
    leave_space,
    remove_member,
    revoke_invite,
)
from members.models import Invite, Membership
from members.models.membership import State
from members.queries import invitation_to, invite_behind
from spaces.models import Space
from spaces.rules import can_read_space, can_see_space


def standing(viewer, space):
    return Membership.objects.filter(space=space, member=viewer.member).first()


def titles(viewer):
    viewer.refresh()
    return [one.shown.title for one in rendered(list(inbox_of(viewer)), viewer) if one.shown]


def test_invited_person_is_told_and_is_no_member(cast, secret, settle):
    assert invite_member(cast.moderator, secret, cast.guest.member).state == State.INVITED
    settle()
    assert titles(cast.guest) == ["moderator invites you to 實驗室"]
    assert not can_see_space(cast.guest, secret)
    assert not can_read_space(cast.guest, secret)
    assert Space.objects.get(pk=secret.pk).member_count == 4


def test_accepting_makes_a_member_with_inviter_and_label(cast, group):
    invite_member(cast.admin, group, cast.guest.member, role="expert", source_label="Coffee fair")
    cast.guest.refresh()
    membership = accept_invite(cast.guest, invitation_to(cast.guest, group))
    assert (membership.state, membership.role, membership.source) == ("active", "expert", "invited")
    assert (membership.invited_by, membership.source_label) == (cast.admin.member, "Coffee fair")
    assert Invite.objects.get().outcome == "accepted"
    assert Activity.objects.filter(verb="member.joined", detail__source="invited").count() == 1
    assert invitation_to(cast.guest, group) is None


def test_declining_leaves_nobody_behind_and_can_be_invited_again(cast, group):
    for _twice in range(2):
        invite_member(cast.admin, group, cast.guest.member)
        cast.guest.refresh()
        assert decline_invite(cast.guest, invitation_to(cast.guest, group)).outcome == "declined"
        assert standing(cast.guest, group) is None


@pytest.mark.parametrize("before", ["left", "removed"])
def test_declining_puts_back_who_was_here_before(cast, group, before):
    membership = Membership.objects.select_related("space", "member").get(space=group, member=cast.member.member)
    leave_space(cast.member, group) if before == "left" else remove_member(cast.admin, membership)
    invite_member(cast.admin, group, cast.member.member)
    cast.member.refresh()
    assert standing(cast.member, group).state == State.INVITED
    decline_invite(cast.member, invitation_to(cast.member, group))
    assert standing(cast.member, group).state == before


def test_inviting_twice_is_one_invitation_and_members_stay_as_they_are(cast, group):
    for _twice in range(2):
        invite_member(cast.admin, group, cast.guest.member)
        assert invite_member(cast.admin, group, cast.expert.member, role="admin").role == "expert"
    assert Invite.objects.count() == 1
    assert Activity.objects.filter(verb="invite.sent").count() == 1


def test_expired_invitation_is_replaced(cast, group):
    first = invite_member(cast.admin, group, cast.guest.member).invite
    Invite.objects.update(expires_at=clock.now() - dt.timedelta(seconds=1))
    second = invite_member(cast.admin, group, cast.guest.member).invite
    first.refresh_from_db()
    assert (first.outcome, second.was_state, second.is_open) == ("replaced", "", True)


def test_banned_person_is_not_invited(cast, group):
    leave_space(cast.member, group)
    Membership.objects.filter(space=group, member=cast.member.member).update(state="banned")
    with pytest.raises(NotAllowed) as caught:
        invite_member(cast.admin, group, cast.member.member)
    assert caught.value.code == "banned"


def test_invited_person_who_takes_the_free_door_came_by_the_invitation(cast, community):
    leave_space(cast.guest, community)
    invite_member(cast.moderator, community, cast.guest.member, source_label="Fair")
    cast.guest.refresh()
    membership = join_space(cast.guest, community)
    assert (membership.source, membership.source_label) == ("invited", "Fair")
    assert Invite.objects.get().outcome == "accepted"


def test_invited_person_may_still_apply(cast, group):
    invite_member(cast.admin, group, cast.guest.member)
    cast.guest.refresh()
    approve_application(cast.admin, apply_to_space(cast.guest, group, answers={"q1": "Filter."}))
    assert standing(cast.guest, group).source == "applied"
    assert Invite.objects.get().outcome == "accepted"


def test_revoked_invitation_leaves_nobody_behind(cast, group, settle):
    invite = invite_member(cast.admin, group, cast.guest.member).invite
    for _twice in range(2):
        assert revoke_invite(cast.moderator, invite).outcome == "revoked"
    assert standing(cast.guest, group) is None
    settle()
    assert titles(cast.guest) == []


def test_nobody_else_can_use_a_personal_invitation(cast, group):
    invite = invite_member(cast.admin, group, cast.guest.member).invite
    for who in (cast.editor, cast.outsider):
        with pytest.raises(NotVisible):
            accept_invite(who, invite)


def test_moderator_gives_no_role_above_a_member(cast, group):
    for role in ("expert", "moderator", "admin", "owner"):
        with pytest.raises(NotAllowed):
            create_invite_link(cast.moderator, group, role=role, uses_limit=1)
    assert create_invite_link(cast.moderator, group).role == "member"
    assert create_invite_link(cast.admin, group, role="moderator", uses_limit=1).role == "moderator"


def test_members_invite_where_the_space_says_so(cast, group):
    with pytest.raises(NotAllowed):
        create_invite_link(cast.member, group)
    group.members_invite = True
    group.save()
    assert create_invite_link(cast.member, group).role == "member"
    Membership.objects.filter(space=group, member=cast.member.member).update(
        muted_until=clock.now() + dt.timedelta(days=1)
    )
    cast.member.refresh()
    with pytest.raises(NotAllowed):
        create_invite_link(cast.member, group)


def test_link_is_used_until_it_is_used_up(cast, secret):
    link = create_invite_link(cast.admin, secret, uses_limit=1, source_label="Till")
    assert accept_invite(cast.guest, link).source_label == "Till"
    assert accept_invite(cast.guest, link).state == "active"  # again: no second use
    with pytest.raises(NotVisible):
        accept_invite(cast.agent, link)
    with pytest.raises(NotVisible):
        invite_behind(link.code)


def test_person_of_another_brand_enters_by_a_link(cast, secret):
    link = create_invite_link(cast.admin, secret)
    assert accept_invite(cast.outsider, link).state == "active"
    assert can_read_space(cast.outsider, secret)


@pytest.mark.parametrize("reason", ["revoked", "expired", "demoted", "left", "locked out", "erased", "archived"])
def test_worthless_link_looks_like_a_code_that_never_was(cast, group, reason):
    admin = cast.admin
    link = create_invite_link(admin, group, role="moderator", uses_limit=5)
    if reason == "revoked":
        revoke_invite(admin, link)
    elif reason == "expired":
        Invite.objects.update(expires_at=clock.now())
    elif reason == "demoted":
        mine = Membership.objects.select_related("space", "member").get(space=group, member=admin.member)
        assign_role(cast.owner, mine, "moderator")
    elif reason == "left":
        leave_space(admin, group)
    elif reason == "locked out":
        type(admin.user).objects.filter(pk=admin.user.pk).update(is_active=False)
    elif reason == "erased":
        Invite.objects.update(invited_by=None)
    else:
        Space.objects.filter(pk=group.pk).update(archived_at=clock.now())
    with pytest.raises(NotVisible):
        invite_behind(link.code)
    with pytest.raises((NotVisible, Conflict)):
        accept_invite(cast.guest, Invite.objects.select_related("space", "invited_by__account").get(pk=link.pk))
    assert standing(cast.guest, group) is None


def test_demoted_inviter_keeps_the_links_for_members(cast, group):
    link = create_invite_link(cast.admin, group)
    mine = Membership.objects.select_related("space", "member").get(space=group, member=cast.admin.member)
    assign_role(cast.owner, mine, "moderator")
    assert accept_invite(cast.guest, link).state == "active"


def test_banned_person_finds_nothing_behind_a_link(cast, group):
    leave_space(cast.member, group)
    Membership.objects.filter(space=group, member=cast.member.member).update(state="banned")
    cast.member.refresh()
    with pytest.raises(NotVisible):
        accept_invite(cast.member, create_invite_link(cast.admin, group))


@pytest.mark.parametrize(
    "fields",
    [
        {"uses_limit": 0},
        {"uses_limit": -1},
        {"uses_limit": 10**9},
        {"days": 0},
        {"days": 10**6},
        {"source_label": "x" * 41},
        {"source_label": "\x00"},
        {"role": "expert", "uses_limit": None},
        {"role": "expert", "uses_limit": 21},
        {"role": "expert", "uses_limit": 1, "days": None},
    ],
)
def test_links_without_measure_are_refused(cast, group, fields):
    with pytest.raises(Invalid):
        create_invite_link(cast.admin, group, **fields)
    assert not Invite.objects.exists()


def test_rules_that_were_not_shown_are_asked_for_inside(cast, secret, community):
    leave_space(cast.guest, community)
    assert accept_invite(cast.guest, create_invite_link(cast.admin, secret)).rules_version == 0
    shown = accept_invite(cast.guest, create_invite_link(cast.admin, community))
    assert shown.rules_version == community.rules_version
