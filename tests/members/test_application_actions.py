"""Applying, approving, declining: one winner, a reason that arrives, nothing visible before."""

import pytest

from core.errors import Conflict, Invalid, NotAllowed, NotVisible
from delivery.queries import inbox_of, rendered
from members.actions import apply_to_space, approve_application, decline_application, join_space
from members.models import Membership


@pytest.fixture
def application(cast, group):
    return apply_to_space(cast.guest, group, answers={"q1": "Filter, every morning."})


def titles(viewer):
    viewer.refresh()
    return [one.shown.title for one in rendered(list(inbox_of(viewer)), viewer) if one.shown]


def test_admin_and_managers_are_told_of_an_application(application, cast, settle):
    settle()
    assert titles(cast.admin) == ["guest applies to join 焙火室"]
    assert titles(cast.owner) == titles(cast.manager) == titles(cast.admin)
    assert titles(cast.moderator) == []


def test_approval_makes_a_member_and_tells_them(application, cast, group, settle):
    approve_application(cast.admin, application)
    settle()
    cast.guest.refresh()
    assert cast.guest.belongs_to(group)
    assert titles(cast.guest) == ["You are in: welcome to 焙火室"]
    group.refresh_from_db()
    assert group.member_count == Membership.objects.filter(space=group, state="active").count()


def test_reason_of_a_decline_reaches_the_applicant(application, cast, group, settle):
    decline_application(cast.admin, application, reason="Write us more about you.")
    settle()
    shown = rendered(list(inbox_of(cast.guest)), cast.guest)[0].shown
    assert shown.body == "Write us more about you."
    cast.guest.refresh()
    assert not cast.guest.belongs_to(group)


def test_second_decision_is_a_conflict(application, cast):
    approve_application(cast.admin, application)
    with pytest.raises(Conflict) as caught:
        decline_application(cast.owner, application, reason="late")
    assert caught.value.code == "already_decided"


def test_missing_answer_is_named(cast, group):
    with pytest.raises(Invalid) as caught:
        apply_to_space(cast.guest, group, answers={})
    assert list(caught.value.fields) == ["answers.q1"]


def test_second_application_waits_for_the_first(application, cast, group):
    with pytest.raises(Conflict):
        apply_to_space(cast.guest, group, answers={"q1": "again"})


def test_closed_group_cannot_be_joined_freely(cast, group):
    with pytest.raises(NotAllowed) as caught:
        join_space(cast.guest, group)
    assert caught.value.code == "application_required"


def test_secret_group_does_not_exist_for_outsiders(cast, secret):
    with pytest.raises(NotVisible):
        apply_to_space(cast.guest, secret, answers={})
