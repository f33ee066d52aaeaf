"""Asking an applicant back: both are told, and the application waits for whoever's turn it is."""

import pytest

from core.errors import Conflict, Invalid, NotAllowed, NotVisible
from delivery.queries import inbox_of, rendered
from members.actions import (
    answer_question,
    apply_to_space,
    approve_application,
    ask_applicant,
    decide_many,
    decline_application,
)
from members.actions.bulk import MOST_AT_ONCE
from members.models import Application, FollowUp, Membership
from members.queries import endings_shown, follow_ups_of


@pytest.fixture
def application(cast, group) -> Application:
    return apply_to_space(cast.guest, group, answers={"q1": "Filter."})


def shown(viewer) -> list:
    viewer.refresh()
    return [one.shown for one in rendered(list(inbox_of(viewer)), viewer) if one.shown]


def test_both_are_told_and_it_is_all_kept(application, cast, settle):
    asked = ask_applicant(cast.admin, application, question="Which beans?")
    assert asked.state == "asked"
    settle()
    assert [(one.title, one.body) for one in shown(cast.guest)] == [("焙火室 has a question for you", "Which beans?")]
    answered = answer_question(cast.guest, asked, answer="Leye.")
    assert answered.state == "waiting"
    settle()
    assert (shown(cast.admin)[0].title, shown(cast.admin)[0].body) == ("guest answered your question", "Leye.")
    ask_applicant(cast.owner, answered, question="And who roasts?")
    assert [(one.question, one.answer) for one in follow_ups_of(application)] == [
        ("Which beans?", "Leye."),
        ("And who roasts?", ""),
    ]


def test_one_question_at_a_time(application, cast):
    ask_applicant(cast.admin, application, question="Which?")
    with pytest.raises(Conflict) as caught:
        ask_applicant(cast.owner, application, question="Why?")
    assert caught.value.code == "already_asked"
    assert FollowUp.objects.count() == 1


def test_nothing_asked_is_nothing_to_answer(application, cast):
    with pytest.raises(Conflict) as caught:
        answer_question(cast.guest, application, answer="Well.")
    assert caught.value.code == "nothing_asked"


def test_who_asked_may_decide_without_the_answer(application, cast):
    asked = ask_applicant(cast.admin, application, question="Which?")
    assert decline_application(cast.admin, asked, reason="No.").state == "declined"
    with pytest.raises(Conflict):
        answer_question(cast.guest, asked, answer="Late.")
    with pytest.raises(Conflict):
        ask_applicant(cast.admin, asked, question="Still?")


@pytest.mark.parametrize("words", ["", "  ", "x" * 501, "a\x00"])
def test_question_is_words(application, cast, words):
    with pytest.raises(Invalid):
        ask_applicant(cast.admin, application, question=words)
    application.refresh_from_db()
    assert application.state == "waiting"


def test_only_admins_ask_and_only_the_applicant_answers(application, cast):
    with pytest.raises(NotVisible):
        ask_applicant(cast.moderator, application, question="Which?")
    with pytest.raises(NotAllowed):
        ask_applicant(cast.guest, application, question="Which?")
    ask_applicant(cast.admin, application, question="Which?")
    with pytest.raises(NotAllowed):
        answer_question(cast.admin, application, answer="This.")


@pytest.fixture
def three(cast, group) -> list[Application]:
    return [apply_to_space(one, group, answers={"q1": "x"}) for one in (cast.guest, cast.editor, cast.agent)]


def test_one_that_cannot_be_decided_holds_up_no_other(three, cast):
    decline_application(cast.owner, three[1], reason="No.")
    ids = [three[2].public_id, "nowhere", three[1].public_id, three[0].public_id]
    outcomes = decide_many(cast.admin, ids, decision="approve")
    assert [(one.public_id, one.code, one.changed) for one in outcomes] == [
        (three[2].public_id, "", True),
        ("nowhere", "not_found", False),
        (three[1].public_id, "already_decided", False),
        (three[0].public_id, "", True),
    ]


def test_sending_it_again_changes_nothing_and_is_no_error(three, cast, group):
    ids = [one.public_id for one in three]
    decide_many(cast.admin, ids, decision="approve")
    members = Membership.objects.filter(space=group, state="active").count()
    again = decide_many(cast.admin, ids * 2, decision="approve")
    assert [(one.code, one.changed) for one in again] == [("", False)] * 3
    assert Membership.objects.filter(space=group, state="active").count() == members


def test_own_application_and_those_of_others_are_not_decided(three, cast):
    outcomes = decide_many(cast.guest, [one.public_id for one in three], decision="approve")
    assert [one.code for one in outcomes] == ["not_allowed", "not_found", "not_found"]


@pytest.mark.parametrize(
    "given",
    [
        {"ids": [], "decision": "approve"},
        {"ids": ["x"] * 1 + [str(number) for number in range(MOST_AT_ONCE)], "decision": "approve"},
        {"ids": ["x"], "decision": "ban"},
        {"ids": ["x"], "decision": "decline"},
    ],
)
def test_many_without_sense_are_refused(cast, given):
    with pytest.raises(Invalid):
        decide_many(cast.admin, **given)


def test_reason_that_cannot_be_sent_decides_nothing(three, cast):
    with pytest.raises(Invalid):
        decide_many(cast.admin, [one.public_id for one in three], decision="decline", reason="x" * 501)
    assert Application.objects.filter(state="waiting").count() == 3


def test_endings_are_for_whoever_decides_there(application, cast, group, secret):
    for space in (group, secret):
        standing = {"space": space, "brand": group.brand, "member": cast.guest.member}
        Membership.objects.create(**standing, state="removed", ended_at=application.created_at)
    assert {one.space for one in endings_shown(cast.owner, cast.guest.member)} == {group, secret}
    assert endings_shown(cast.moderator, cast.guest.member) == []
    approve_application(cast.owner, application)
    assert [one.space for one in endings_shown(cast.admin, cast.guest.member)] == [secret]
