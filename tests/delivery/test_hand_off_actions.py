"""Handing over: leases, fences, rights asked again, the recipient's language, and what people switched off."""

import datetime as dt
import email
import email.policy

import pytest
from django.utils import timezone

from activity.dispatch import dispatch_batch
from core import tenancy
from delivery.actions import deliver_due, hand_off, set_preferences
from delivery.channels import email as channel
from delivery.models import Delivery, DeliveryState
from members.actions import apply_to_space, approve_application
from members.models import Application, Membership


def again(delivery: Delivery) -> Delivery:
    return Delivery.objects.get(pk=delivery.pk)


def parsed(path):
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def test_letter_is_handed_over_once(letter, mails):
    while deliver_due():
        pass
    assert deliver_due() == 0
    assert again(letter).state == DeliveryState.DELIVERED
    assert [path.name for path in mails()] == [f"{letter.key}.eml"]


def test_letter_carries_the_words_the_link_and_the_way_to_the_settings(letter, mails):
    while deliver_due():
        pass
    message = parsed(mails()[0])
    text = message.get_body(("plain",)).get_content()
    assert message["To"] == "guest@example.com"
    assert "declined" in message["Subject"]
    assert "Tell us more." in text
    assert "http://testserver/@shanlan/g/roastery/" in text
    assert "http://testserver/@shanlan/letters/" in text  # sealed: it works without signing in
    assert "Tell us more." in message.get_body(("html",)).get_content()


def test_letter_speaks_the_language_of_its_reader(letter, cast, mails, monkeypatch):
    """Neither the admin's nor the worker's. The catalogue may be empty here, so the language itself is looked at."""
    from django.utils import translation

    cast.guest.user.language = "zh-hans"
    cast.guest.user.time_zone = "America/New_York"
    cast.guest.user.save()
    spoken = []

    def note(delivery, shown):
        spoken.append((translation.get_language(), timezone.get_current_timezone_name()))

    monkeypatch.setattr(channel, "send", note)
    with translation.override("en"):
        deliver_due()
    assert spoken == [("zh-hans", "America/New_York")]


def test_reader_without_a_language_gets_the_brands(letter, brand, monkeypatch):
    from django.utils import translation

    brand.language = "zh-hant"
    brand.save()
    spoken = []
    monkeypatch.setattr(channel, "send", lambda delivery, shown: spoken.append(translation.get_language()))
    deliver_due()
    assert spoken == ["zh-hant"]


def test_right_lost_in_between_means_not_sent(cast, group, mails):
    """The admin is told of an application, but is no admin any more when the letter goes out."""
    apply_to_space(cast.guest, group, answers={"q1": "Filter."})
    while dispatch_batch():
        pass
    Membership.objects.filter(member=cast.admin.member).update(role="member")
    while deliver_due():
        pass
    lost = Delivery.objects.get(account=cast.admin.user, channel="email")
    assert lost.state == DeliveryState.SKIPPED
    assert f"{lost.key}.eml" not in [path.name for path in mails()]


def test_switched_off_account_gets_nothing(letter, cast, mails):
    cast.guest.user.is_active = False
    cast.guest.user.save()
    while deliver_due():
        pass
    assert again(letter).state == DeliveryState.SKIPPED
    assert mails() == []


def test_preference_is_respected_per_channel(cast, group):
    set_preferences(cast.guest, {("membership", "email"): False})
    application = apply_to_space(cast.guest, group, answers={"q1": "Filter."})
    approve_application(cast.admin, application)
    while dispatch_batch():
        pass
    assert list(Delivery.objects.filter(account=cast.guest.user).values_list("channel", flat=True)) == ["inbox"]


def test_preference_of_another_brand_counts_there_only(cast, group, other_brand):
    with tenancy.activate(other_brand):
        set_preferences(cast.guest, {("membership", "email"): False})
    application = apply_to_space(cast.guest, group, answers={"q1": "Filter."})
    approve_application(cast.admin, application)
    while dispatch_batch():
        pass
    assert Delivery.objects.filter(account=cast.guest.user, channel="email").exists()


def test_lapsed_lease_is_taken_over(letter, mails):
    assert [one.pk for one in hand_off._claim(50)] == [letter.pk]
    assert hand_off._claim(50) == []  # someone has it
    Delivery.objects.filter(pk=letter.pk).update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    while deliver_due():
        pass
    assert again(letter).state == DeliveryState.DELIVERED
    assert again(letter).attempts == 1, "a claim alone is no attempt"
    assert len(mails()) == 1


def test_worker_that_wakes_up_late_sends_nothing(letter):
    late = hand_off._claim(50)[0]
    Delivery.objects.filter(pk=letter.pk).update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    assert len(hand_off._claim(50)) == 1
    assert not hand_off._begin(late)


def test_worker_that_wakes_up_late_changes_nothing(letter):
    late = hand_off._claim(50)[0]
    assert hand_off._begin(late)
    Delivery.objects.filter(pk=letter.pk).update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    while deliver_due():
        pass
    hand_off._store(late, DeliveryState.FAILED, error="late")
    assert again(letter).state == DeliveryState.DELIVERED
    assert again(letter).error == ""


def lose(*, begun: bool) -> None:
    """A worker takes what is due and dies, before or in the middle of the hand-off; then its lease ends."""
    taken = hand_off._claim(50)
    if begun:
        hand_off._begin(taken[0])
    Delivery.objects.exclude(leased_until=None).update(leased_until=timezone.now() - dt.timedelta(seconds=1))


def test_channel_that_ignores_our_key_ends_uncertain_instead_of_twice(letter, settings):
    settings.PLAZA_MAIL_CHANNEL = "smtp"
    lose(begun=True)
    assert deliver_due() == 0
    assert again(letter).state == DeliveryState.UNCERTAIN


def test_what_a_lost_worker_had_not_begun_goes_out(letter, settings, mailoutbox):
    settings.PLAZA_MAIL_CHANNEL = "smtp"
    lose(begun=False)
    while deliver_due():
        pass
    assert again(letter).state == DeliveryState.DELIVERED
    assert [mail.to for mail in mailoutbox] == [["guest@example.com"]]


def test_letter_that_takes_every_worker_with_it_fails_at_last(letter):
    for _death in range(hand_off.MAX_ATTEMPTS):
        lose(begun=True)
    assert deliver_due() == 0
    assert again(letter).state == DeliveryState.FAILED
    assert again(letter).error == "worker_lost"


def test_failing_channel_is_tried_later_and_given_up_at_last(letter, monkeypatch):
    def refuse(delivery, shown):
        raise OSError("no route")

    monkeypatch.setattr(channel, "send", refuse)
    waits = []
    for _attempt in range(hand_off.MAX_ATTEMPTS):
        assert deliver_due() == 1
        now = again(letter)
        waits.append((now.due_at - timezone.now()).total_seconds())
        Delivery.objects.filter(pk=letter.pk, state=DeliveryState.QUEUED).update(due_at=timezone.now())
    assert again(letter).state == DeliveryState.FAILED
    assert waits[0] < waits[1] < waits[2]


def test_notice_of_long_ago_is_not_sent(cast, group):
    from core import clock

    with clock.at(timezone.now() - dt.timedelta(days=2)):
        apply_to_space(cast.guest, group, answers={"q1": "Filter."})
    while dispatch_batch():
        pass
    assert not Delivery.objects.exists()


def test_telling_twice_of_one_fact_tells_once(cast, group):
    from activity.models import Activity
    from delivery.tell import tell

    apply_to_space(cast.guest, group, answers={"q1": "Filter."})
    facts = list(Activity.objects.filter(verb="application.sent"))
    tell(facts)
    count = Delivery.objects.count()
    tell(facts)
    assert Delivery.objects.count() == count > 0


@pytest.mark.parametrize("channel_name", ["inbox", "email"])
def test_everyone_who_admits_is_told_over_every_channel(cast, group, channel_name):
    apply_to_space(cast.guest, group, answers={"q1": "Filter."})
    while dispatch_batch():
        pass
    told = Delivery.objects.filter(channel=channel_name).values_list("account_id", flat=True)
    assert set(told) == {one.user.pk for one in (cast.owner, cast.manager, cast.admin)}
    assert Application.objects.count() == 1


def test_broken_notice_outside_any_brand_is_tried_later(letter, monkeypatch):
    """A worker has no brand of its own."""

    def break_down(delivery, shown):
        raise ZeroDivisionError

    monkeypatch.setattr(channel, "send", break_down)
    with tenancy.activate(None):
        assert deliver_due() == 1
    assert again(letter).state == DeliveryState.QUEUED
    assert again(letter).error == "ZeroDivisionError"
