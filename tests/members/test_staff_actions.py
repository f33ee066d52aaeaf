"""Roles in the brand: who gives them, who keeps one, and that there is always an owner."""

import pytest

from activity.models import Activity
from core.errors import Conflict, Invalid, NotAllowed, NotVisible
from delivery.queries import inbox_of, rendered
from members.actions import appoint, assign_brand_role, assign_role, ban_from_brand, hand_over, request_erasure
from members.actions.forgetting import detach
from members.models import BrandMember
from members.viewer import Viewer


def role_of(viewer) -> str:
    return BrandMember.objects.get(pk=viewer.record.pk).role


def owners() -> int:
    return BrandMember.objects.filter(role="owner").count()


@pytest.fixture
def second(account, brand):
    user = account("second")
    appoint(brand, user, "owner")
    return Viewer(user)


def code_of(call) -> str:
    with pytest.raises(NotAllowed) as refused:
        call()
    return refused.value.code


def test_owner_changes_and_ends_roles(cast):
    assert assign_brand_role(cast.owner, cast.editor.member, "analyst").role == role_of(cast.editor) == "analyst"
    assign_brand_role(cast.owner, cast.agent.member, "")
    assert role_of(cast.agent) == ""
    facts = Activity.objects.filter(verb="role.changed", actor_id=cast.owner.actor_id)
    assert sorted(one.detail["role"] for one in facts) == ["", "analyst"]


def test_new_powers_hold_with_the_next_request(cast):
    assign_brand_role(cast.owner, cast.editor.member, "manager")
    assert Viewer(cast.editor.user).can("brand.manage")


def test_same_role_again_records_nothing(cast):
    assign_brand_role(cast.owner, cast.editor.member, "editor")
    assert not Activity.objects.filter(verb="role.changed", actor_id=cast.owner.actor_id).exists()


@pytest.mark.parametrize("who", ["manager", "editor", "admin", "member"])
def test_nobody_else_gives_roles(who, cast):
    assert code_of(lambda: assign_brand_role(getattr(cast, who), cast.analyst.member, "manager")) == "not_allowed"


@pytest.mark.parametrize("role", ["owner", "manager", "agent"])
def test_nobody_makes_more_of_themselves(role, cast):
    for who in (cast.manager, cast.editor):
        assert code_of(lambda who=who: assign_brand_role(who, who.member, role)) == "own_record"


def test_whoever_belongs_to_the_team_may_leave_it(cast):
    assign_brand_role(cast.manager, cast.manager.member, "")
    assert role_of(cast.manager) == ""


def test_owner_is_not_made_by_giving_a_role(cast):
    refused = code_of(lambda: assign_brand_role(cast.owner, cast.manager.member, "owner"))
    assert refused == "owner_is_handed_over"


def test_unknown_role_is_refused_at_its_field(cast):
    with pytest.raises(Invalid) as refused:
        assign_brand_role(cast.owner, cast.editor.member, "emperor")
    assert "role" in refused.value.fields


def test_outsider_learns_nothing(cast):
    with pytest.raises(NotVisible):
        assign_brand_role(cast.outsider, cast.editor.member, "manager")


def test_banned_person_gets_no_role(cast):
    ban_from_brand(cast.owner, cast.guest.member, reason="x")
    banned = BrandMember.objects.get(pk=cast.guest.record.pk)
    assert code_of(lambda: assign_brand_role(cast.owner, banned, "editor")) == "banned_from_brand"


def test_change_seen_too_late_is_a_conflict(cast):
    stale = BrandMember.objects.get(pk=cast.editor.actor_id)
    assign_brand_role(cast.owner, cast.editor.member, "analyst")
    with pytest.raises(Conflict):
        assign_brand_role(cast.owner, stale, "manager")


# -- the last owner ---------------------------------------------------------------------------------------------------


def test_last_owner_cannot_leave(cast):
    assert code_of(lambda: assign_brand_role(cast.owner, cast.owner.member, "")) == "last_owner"


def test_last_owner_is_not_appointed_to_less(cast, brand):
    assert code_of(lambda: appoint(brand, cast.owner.user, "editor")) == "last_owner"


def test_last_owner_is_neither_banned_nor_forgotten(cast):
    assert code_of(lambda: ban_from_brand(cast.manager, cast.owner.member, reason="x")) == "has_role"
    assert code_of(lambda: request_erasure(cast.owner)) == "last_owner"
    assert code_of(lambda: request_erasure(cast.owner, scope="account")) == "last_owner"


def test_owner_whose_account_is_closed_does_not_count(cast, second):
    type(second.user).objects.filter(pk=second.user.pk).update(is_active=False)
    assert code_of(lambda: assign_brand_role(cast.owner, cast.owner.member, "")) == "last_owner"


def test_one_of_two_owners_may_leave_or_be_demoted(cast, second):
    assign_brand_role(second, cast.owner.member, "manager")
    assert (owners(), role_of(cast.owner)) == (1, "manager")
    assert code_of(lambda: assign_brand_role(second, second.member, "")) == "last_owner"


# -- appointing -------------------------------------------------------------------------------------------------------


def test_banned_account_is_not_appointed(cast, brand):
    ban_from_brand(cast.owner, cast.guest.member, reason="x")
    assert code_of(lambda: appoint(brand, cast.guest.user, "editor")) == "banned_from_brand"


def test_address_of_somebody_banned_and_forgotten_is_not_appointed(cast, brand):
    ban_from_brand(cast.owner, cast.guest.member, reason="x")
    detach(BrandMember.objects.get(pk=cast.guest.record.pk))
    assert code_of(lambda: appoint(brand, cast.guest.user, "editor")) == "banned_from_brand"
    assert not BrandMember.objects.filter(account=cast.guest.user).exists()


# -- handing over -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stays", ["owner", "manager", "analyst", ""])
def test_owner_hands_over_and_stays_what_they_chose(stays, cast):
    hand_over(cast.owner, cast.manager.member, stays=stays)
    assert (role_of(cast.manager), role_of(cast.owner)) == ("owner", stays)
    fact = Activity.objects.get(verb="brand.handed_over")
    assert (fact.actor_id, fact.target_id) == (cast.owner.record.pk, cast.manager.record.pk)


def test_only_an_owner_hands_over(cast):
    assert code_of(lambda: hand_over(cast.manager, cast.editor.member)) == "not_allowed"


def test_brand_is_handed_to_somebody_of_the_team(cast):
    assert code_of(lambda: hand_over(cast.owner, cast.guest.member)) == "no_role"
    assert code_of(lambda: hand_over(cast.owner, cast.owner.member)) == "already_owner"
    assert owners() == 1


def test_what_they_stay_has_to_be_a_role(cast):
    with pytest.raises(Invalid) as refused:
        hand_over(cast.owner, cast.manager.member, stays="emperor")
    assert "stays" in refused.value.fields
    assert owners() == 1


# -- notices ----------------------------------------------------------------------------------------------------------


def titles(viewer):
    viewer.refresh()
    return [one.shown.title for one in rendered(list(inbox_of(viewer)), viewer) if one.shown]


def test_person_hears_of_their_role(cast, settle):
    assign_brand_role(cast.owner, cast.editor.member, "analyst")
    assign_brand_role(cast.owner, cast.agent.member, "")
    settle()
    assert titles(cast.editor) == ["Your role in 山嵐咖啡: Analyst"]
    assert titles(cast.agent) == ["Your role in 山嵐咖啡 has ended"]
    assert titles(cast.owner) == titles(cast.manager) == []


def test_both_hear_that_the_brand_was_handed_over_once(cast, settle):
    hand_over(cast.owner, cast.manager.member)
    settle()
    assert titles(cast.manager) == ["山嵐咖啡 is yours now"]
    assert titles(cast.owner) == ["You handed 山嵐咖啡 over to manager"]
    assert titles(cast.editor) == []


def test_role_in_a_space_makes_no_notice_about_the_brand(cast, group, settle):
    assign_role(
        cast.admin, group.memberships.select_related("space", "member").get(member=cast.member.member), "expert"
    )
    settle()
    assert [one for one in titles(cast.member) if "role" in one.lower()] == []
