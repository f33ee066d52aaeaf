"""A group at its size limit: a line that moves, or a second group beside it."""

import pytest

from core import clock
from core.errors import Conflict
from delivery.queries import inbox_of, rendered
from members.actions import (
    add_rule,
    apply_to_space,
    approve_application,
    decline_application,
    fill_places,
    leave_space,
    withdraw_application,
)
from members.models import AdmissionRule, Application, Membership
from members.queries import moved_from, place_in_line
from spaces.actions import update_space
from spaces.models import Space
from tests.pictures import png


@pytest.fixture
def full(cast, group) -> Space:
    return update_space(cast.owner, group, size_limit=group.member_count)


@pytest.fixture
def next_door(cast, full) -> Space:
    return update_space(cast.owner, full, when_full="sibling")


def apply(viewer, space) -> Application:
    return apply_to_space(viewer, space, answers={"q1": "Filter."})


def titles(viewer) -> list[str]:
    viewer.refresh()
    return [one.shown.title for one in rendered(list(inbox_of(viewer)), viewer) if one.shown]


def test_approved_wait_in_line_and_get_in_in_order(cast, full, settle):
    first, second = apply(cast.guest, full), apply(cast.editor, full)
    second = approve_application(cast.admin, second)
    first = approve_application(cast.admin, first)
    assert (first.state, second.state) == ("queued", "queued")
    assert (place_in_line(first), place_in_line(second)) == (1, 2)
    settle()
    assert titles(cast.guest) == ["You are approved, and 焙火室 is full"]
    assert fill_places() == 0
    leave_space(cast.member, full)
    assert fill_places() == 1
    cast.guest.refresh()
    assert cast.guest.belongs_to(full)
    second.refresh_from_db()
    assert place_in_line(second) == 1
    settle()
    assert titles(cast.guest)[0] == "You are in: welcome to 焙火室"


def test_nobody_overtakes_the_line(cast, full):
    waiting = approve_application(cast.admin, apply(cast.guest, full))
    leave_space(cast.member, full)  # a place is free and the line has not moved yet
    late = approve_application(cast.admin, apply(cast.editor, full))
    assert late.state == "queued"
    assert fill_places() == 1
    waiting.refresh_from_db()
    assert waiting.state == "approved"


def test_raised_limit_lets_the_line_in(cast, full):
    for viewer in (cast.guest, cast.editor):
        approve_application(cast.admin, apply(viewer, full))
    update_space(cast.owner, full, size_limit=None)
    assert fill_places() == 2
    assert fill_places() == 0


def test_undecided_see_their_place_too_and_only_while_it_is_full(cast, full):
    application = apply(cast.guest, full)
    assert place_in_line(application) == 1
    application.space = update_space(cast.owner, full, size_limit=None)
    assert place_in_line(application) is None


def test_who_was_banned_in_line_does_not_get_in(cast, full):
    application = approve_application(cast.admin, apply(cast.guest, full))
    Membership.objects.create(
        brand=full.brand, space=full, member=cast.guest.member, state="banned", ended_at=clock.now()
    )
    update_space(cast.owner, full, size_limit=None)
    assert fill_places() == 0
    application.refresh_from_db()
    assert application.state == "declined"


def test_who_waits_in_line_can_take_it_back(cast, full):
    application = approve_application(cast.admin, apply(cast.guest, full))
    with pytest.raises(Conflict):
        decline_application(cast.admin, application, reason="Late.")
    assert withdraw_application(cast.guest, application).state == "withdrawn"


def test_second_group_opens_with_the_same_settings_and_admins(cast, next_door, settle):
    update_space(cast.owner, next_door, cover=png(), goal="Talk", welcome="Hello")
    add_rule(
        cast.admin,
        next_door,
        name="Never",
        outcome="approve",
        conditions=[{"what": "answer", "how": "is", "subject": "q1", "value": "never"}],
    )
    next_door.refresh_from_db()
    application = apply(cast.guest, next_door)
    sibling = application.space
    assert (sibling.name, sibling.slug, sibling.sibling_of) == ("焙火室 2", "roastery-2", next_door)
    assert (application.state, application.moved_from) == ("waiting", next_door)
    for name in ("visibility", "join_policy", "posting_policy", "questions", "goal", "welcome", "size_limit"):
        assert getattr(sibling, name) == getattr(next_door, name)
    assert sibling.cover.name != next_door.cover.name
    assert [one.name for one in AdmissionRule.objects.filter(space=sibling)] == ["Never"]
    admins = Membership.objects.filter(space=sibling, state="active")
    assert [(one.member, one.role) for one in admins] == [(cast.admin.member, "admin")]
    assert moved_from(cast.guest, next_door) == application
    settle()
    assert "焙火室 2 has opened" in titles(cast.admin)
    assert "guest applies to join 焙火室 2" in titles(cast.admin)


def test_second_applicant_goes_to_the_same_second_group(cast, next_door):
    first, second = apply(cast.guest, next_door), apply(cast.editor, next_door)
    assert first.space == second.space != next_door
    assert Space.objects.filter(sibling_of=next_door).count() == 1


def test_third_group_opens_when_the_second_is_full(cast, next_door):
    second = apply(cast.guest, next_door).space
    Space.objects.filter(pk=second.pk).update(member_count=second.size_limit)
    third = apply(cast.editor, next_door).space
    assert (third.slug, third.sibling_of) == ("roastery-3", next_door)


def test_approval_in_a_full_group_leads_next_door(cast, group):
    application = apply(cast.guest, group)
    update_space(cast.owner, group, size_limit=group.member_count, when_full="sibling")
    application = Application.objects.select_related("space", "member").get(pk=application.pk)
    approved = approve_application(cast.admin, application)
    assert (approved.state, approved.space.slug, approved.moved_from) == ("approved", "roastery-2", group)
    cast.guest.refresh()
    assert cast.guest.belongs_to(approved.space)
    assert not cast.guest.belongs_to(group)


def test_group_that_its_admins_fill_opens_no_copies(cast, group):
    Membership.objects.filter(space=group, state="active").update(role="admin")
    update_space(cast.owner, group, size_limit=group.member_count, when_full="sibling")
    group.refresh_from_db()
    application = apply(cast.guest, group)
    assert application.space == group
    assert approve_application(cast.manager, application).state == "queued"
