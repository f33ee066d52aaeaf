"""Consent is an answer to words in force; taking it back is one step and counts at the next hand-off."""

import dataclasses

import pytest

from activity.dispatch import dispatch_batch
from campaigns.actions import draft_announcement, publish_now
from core import notices
from core.errors import Invalid, NotAllowed
from delivery.actions import deliver_due, set_preferences
from delivery.models import Delivery
from members.actions import answer_consents, set_consent_text, set_personal_targeting
from members.models import Consent
from members.queries.consents import asked_of, consents_of


@pytest.fixture
def letters(cast, group):
    """An announcement to the group is told and its letters wait; gives the states after the hand-off."""

    def announce():
        publish_now(cast.admin, draft_announcement(cast.admin, group, title="Beans", body="On Friday."))
        while dispatch_batch():
            pass

    def hand_off() -> dict[str, str]:
        while deliver_due():
            pass
        sent = Delivery.objects.filter(message__notice="announcement.published", channel="email")
        return dict(sent.values_list("account__display_name", "state"))

    return announce, hand_off


def test_no_consent_is_asked_before_the_brand_has_words_for_it(cast, letters):
    announce, hand_off = letters
    assert asked_of(cast.member.member) == []
    announce()
    assert hand_off()["member"] == "delivered"


def test_letters_go_to_those_only_who_agreed(cast, letters):
    announce, hand_off = letters
    set_consent_text(cast.owner, "news", "May we?")
    answer_consents(cast.member, {"news": True})
    answer_consents(cast.expert, {"news": False})
    announce()
    states = hand_off()
    assert (states["member"], states["expert"], states["moderator"]) == ("delivered", "skipped", "skipped")


def test_consent_taken_back_stops_a_letter_that_waits(cast, letters):
    announce, hand_off = letters
    set_consent_text(cast.owner, "news", "May we?")
    answer_consents(cast.member, {"news": True})
    announce()
    answer_consents(cast.member, {"news": False})
    assert hand_off()["member"] == "skipped"


def test_switch_turned_off_stops_a_letter_that_waits(cast, letters):
    announce, hand_off = letters
    announce()
    set_preferences(cast.member, {("announcement", "email"): False})
    assert hand_off()["member"] == "skipped"


def test_objection_stops_what_was_aimed_by_behaviour(cast, letters, monkeypatch):
    announce, hand_off = letters
    notice = notices.catalogue["announcement.published"]
    monkeypatch.setitem(notices.catalogue, notice.name, dataclasses.replace(notice, aimed=lambda subject: True))
    announce()
    set_personal_targeting(cast.member, allowed=False)
    states = hand_off()
    assert (states["member"], states["expert"]) == ("skipped", "delivered")


def test_objection_holds_nothing_that_was_not_aimed(cast, letters):
    announce, hand_off = letters
    announce()
    set_personal_targeting(cast.member, allowed=False)
    assert hand_off()["member"] == "delivered"


def test_every_answer_is_kept_with_its_words_and_times(cast):
    set_consent_text(cast.owner, "news", "First words")
    answer_consents(cast.member, {"news": True})
    answer_consents(cast.member, {"news": True})
    answer_consents(cast.member, {"news": False})
    answer_consents(cast.member, {"news": False})
    answer_consents(cast.member, {"news": True})
    kept = consents_of(cast.member.member)
    assert [(one.text.version, bool(one.given_at), bool(one.withdrawn_at)) for one in kept] == [
        (1, True, False),
        (1, True, True),
    ]


def test_new_words_ask_again_and_old_answers_count_no_more(cast):
    set_consent_text(cast.owner, "news", "First words")
    answer_consents(cast.member, {"news": True})
    assert set_consent_text(cast.owner, "news", "First words").version == 1
    set_consent_text(cast.owner, "news", "Other words")
    (asked,) = asked_of(cast.member.member)
    assert asked.is_unanswered and not asked.is_given
    answer_consents(cast.member, {"news": True})
    assert Consent.objects.filter(member=cast.member.member, withdrawn_at=None).count() == 1
    (asked,) = asked_of(cast.member.member)
    assert asked.is_given


def test_declining_new_words_ends_the_old_consent_and_is_an_answer(cast):
    set_consent_text(cast.owner, "news", "First words")
    answer_consents(cast.member, {"news": True})
    set_consent_text(cast.owner, "news", "Other words")
    answer_consents(cast.member, {"news": False})
    (asked,) = asked_of(cast.member.member)
    assert not asked.is_unanswered and not asked.is_given
    assert not Consent.objects.filter(member=cast.member.member, withdrawn_at=None).exists()


def test_purpose_that_nobody_asks_for_is_refused(cast):
    with pytest.raises(Invalid):
        answer_consents(cast.member, {"news": True})
    with pytest.raises(NotAllowed):
        answer_consents(cast.outsider, {})
    with pytest.raises(NotAllowed):
        set_consent_text(cast.editor, "news", "May we?")
