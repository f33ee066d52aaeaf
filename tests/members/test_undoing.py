"""A decision on an application taken back within a minute: what it restores, and what stands in the way."""

import datetime as dt
import json

import pytest

from activity.models import Activity
from content.actions import publish_post
from core import clock
from core.errors import Conflict, NotAllowed
from delivery.models import Delivery
from members.actions import (
    apply_to_space,
    approve_application,
    decline_application,
    leave_space,
    undo_decision,
)
from members.models import Application, Membership
from members.viewer import Viewer


@pytest.fixture
def asked(cast, group):
    return apply_to_space(cast.guest, group, answers={"q1": "Filter."})


def standing(cast, group) -> Membership | None:
    return Membership.objects.filter(space=group, member=cast.guest.member).first()


def letters(cast) -> list[str]:
    found = Delivery.objects.filter(account=cast.guest.user, channel="email", state="delivered").order_by("id")
    return list(found.values_list("message__notice", flat=True))


def code_of(call) -> str:
    with pytest.raises(Conflict) as caught:
        call()
    return caught.value.code


def test_declined_waits_again_and_nobody_is_told(cast, asked, settle):
    declined = decline_application(cast.admin, asked, reason="Not now.")
    again = undo_decision(cast.admin, declined)
    assert (again.state, again.reason, again.decided_at, again.decided_by) == ("waiting", "", None, None)
    settle()
    assert letters(cast) == []
    assert Activity.objects.filter(verb="application.reopened").count() == 1


def test_whoever_was_told_already_is_told_of_the_undoing(cast, asked, settle):
    declined = decline_application(cast.admin, asked, reason="Not now.")
    settle()
    undo_decision(cast.admin, declined)
    settle()
    assert letters(cast) == ["application.declined", "application.reopened"]


def test_approved_is_outside_again(cast, group, asked, settle):
    before = group.member_count
    approved = approve_application(cast.admin, asked)
    assert undo_decision(cast.admin, approved).state == "waiting"
    group.refresh_from_db()
    assert standing(cast, group) is None and group.member_count == before
    assert not Viewer(cast.guest.user).belongs_to(group)
    settle()
    assert letters(cast) == []


def test_whoever_had_left_before_has_left_again(cast, group, asked):
    approve_application(cast.admin, asked)
    leave_space(Viewer(cast.guest.user), group)
    second = apply_to_space(Viewer(cast.guest.user), group, answers={"q1": "Again."})
    undo_decision(cast.admin, approve_application(cast.admin, second))
    assert standing(cast, group).state == "left"


def test_whoever_has_done_something_inside_stays(cast, group, asked):
    approved = approve_application(cast.admin, asked)
    publish_post(Viewer(cast.guest.user), group, body="Hello")
    assert code_of(lambda: undo_decision(cast.admin, approved)) == "has_acted"
    assert standing(cast, group).is_active and Application.objects.get().state == "approved"


def test_after_a_minute_it_stands(cast, group, asked):
    approved = approve_application(cast.admin, asked)
    with clock.at(clock.now() + dt.timedelta(seconds=61)):
        assert code_of(lambda: undo_decision(cast.admin, approved)) == "too_late"
    assert standing(cast, group).is_active


def test_new_application_stands_in_the_way(cast, group, asked):
    declined = decline_application(cast.admin, asked, reason="Not now.")
    apply_to_space(Viewer(cast.guest.user), group, answers={"q1": "Again."})
    assert code_of(lambda: undo_decision(cast.admin, declined)) == "applied_again"


def test_decision_of_somebody_else_stands(cast, asked):
    declined = decline_application(cast.owner, asked, reason="Not now.")
    with pytest.raises(NotAllowed):
        undo_decision(cast.admin, declined)


def test_undoing_twice_is_too_late(cast, asked):
    declined = decline_application(cast.admin, asked, reason="Not now.")
    undo_decision(cast.admin, declined)
    assert code_of(lambda: undo_decision(cast.admin, declined)) == "too_late"


def test_page_offers_it_for_a_minute(cast, asked, page):
    browser, address = page(cast.admin), f"/@shanlan/manage/applications/{asked.public_id}/"
    decline_application(cast.admin, asked, reason="Not now.")
    assert "Undo my decision" in browser.get(address).content.decode()
    assert "Undo my decision" not in page(cast.owner).get(address).content.decode()
    browser = page(cast.admin)
    assert browser.post(f"{address}undo/").status_code == 302
    assert Application.objects.get().state == "waiting"
    late = browser.post(f"{address}undo/")
    assert late.status_code == 403  # nobody's decision any more


def test_rest_says_why_not(cast, group, asked, page):
    approve_application(cast.admin, asked)
    publish_post(Viewer(cast.guest.user), group, body="Hello")
    path = f"/api/v1/@shanlan/applications/{asked.public_id}/undo/"
    answer = page(cast.admin).post(path, json.dumps({}), content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (409, "has_acted")
