"""Kept numbers are exact: counted once, by the brand's day, and the same as counted again from the log."""

import datetime as dt
import random
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError, transaction

from activity import verbs
from activity.actions import record
from activity.dispatch import Reader, dispatch_batch
from activity.models import Activity, DeadLetter
from activity.replay import replay_letters
from analytics.metrics import COUNTED, METRICS
from analytics.models import ActiveDay, MetricPoint
from analytics.readers import count
from analytics.rebuild import rebuild_metrics
from brands.models import Brand
from core import clock, tenancy
from core.tenancy import across_brands

NOON = dt.datetime(2026, 6, 10, 4, tzinfo=dt.UTC)  # noon in Taipei
METRICS_ONLY = {"metrics": Reader(count)}


def settle(readers=METRICS_ONLY, limit=None) -> None:
    while dispatch_batch(readers, limit):
        pass


def facts_of(viewer, verb, *, at=NOON, space=None, **detail):
    with clock.at(at), transaction.atomic():
        return record(verbs.catalogue[verb], viewer=viewer, space=space, **detail)


@pytest.fixture
def emptied(cast):
    """The cast's own arrival is not what these tests count."""
    settle()
    with across_brands("emptying in a test"):
        MetricPoint.objects.all().delete()
        ActiveDay.objects.all().delete()
        Activity.objects.all().delete()
    return cast


def points() -> dict:
    with across_brands("reading all points in a test"):
        rows = MetricPoint.objects.values_list("brand_id", "space_id", "metric", "on", "value")
        return {row[:4]: row[4] for row in rows}


def value(metric: str, on: dt.date, space=None) -> int:
    rows = MetricPoint.objects.filter(metric=metric, on=on, space_id=space.pk if space else 0)
    return rows.values_list("value", flat=True).first() or 0


def test_each_person_is_active_once_a_day_in_each_place(emptied, community, group):
    facts_of(emptied.member, "member.joined", space=community)
    facts_of(emptied.member, "member.left", space=community)
    settle()
    facts_of(emptied.member, "member.joined", space=group)
    facts_of(emptied.guest, "member.joined", space=community)
    settle()

    assert value("active_members", NOON.date()) == 2
    assert value("active_members", NOON.date(), community) == 2
    assert value("active_members", NOON.date(), group) == 1


def test_applicant_is_active_in_the_brand_but_not_inside_the_group(emptied, group):
    facts_of(emptied.guest, "application.sent", space=group)
    settle()
    assert value("active_members", NOON.date()) == 1
    assert value("active_members", NOON.date(), group) == 0
    kept = points()
    rebuild_metrics()
    assert points() == kept


def test_staff_on_duty_are_not_active_members(emptied, group):
    facts_of(emptied.owner, "application.approved", space=group)
    settle()

    assert points() == {}


def test_a_day_is_the_brands_day_and_stays_when_the_brand_moves(emptied, brand):
    late = dt.datetime(2026, 6, 10, 17, tzinfo=dt.UTC)  # the 11th in Taipei, still the 10th in Lisbon
    facts_of(emptied.member, "member.joined_brand", at=late)
    settle()
    Brand.objects.filter(pk=brand.pk).update(time_zone="Europe/Lisbon")
    rebuild_metrics()

    assert value("new_members", dt.date(2026, 6, 11)) == 1
    assert value("new_members", dt.date(2026, 6, 10)) == 0


def test_new_members_of_the_brand_and_of_a_space_are_different_facts(emptied, community):
    facts_of(emptied.member, "member.joined_brand")
    facts_of(emptied.member, "member.joined", space=community)
    facts_of(emptied.guest, "member.joined", space=community)
    settle()

    assert value("new_members", NOON.date()) == 1
    assert value("new_members", NOON.date(), community) == 2


def test_amounts_are_added(emptied, community):
    facts_of(emptied.agent, "coupon.redeemed", amount_cents=12_050, space=community)
    facts_of(emptied.agent, "coupon.redeemed", amount_cents=950)
    facts_of(emptied.agent, "coupon.redeemed")
    settle()

    assert value("redemptions", NOON.date()) == 3
    assert value("redeemed_amount", NOON.date()) == 13_000
    assert value("redeemed_amount", NOON.date(), community) == 12_050


@pytest.mark.parametrize("seed", range(5))
def test_kept_equals_rebuilt_over_random_facts(emptied, brand, other_brand, community, group, seed):
    dice = random.Random(seed)
    names = sorted({verb for metric in COUNTED for verb in metric.verbs} | {"member.left", "application.approved"})
    people = [emptied.member, emptied.guest, emptied.admin, emptied.expert, None]
    for number in range(120):
        moment = NOON + dt.timedelta(hours=dice.randrange(-96, 96))
        where = dice.choice([brand, brand, brand, other_brand])
        if number == 60:
            brand.time_zone = "America/Lima"  # the brand moves in the middle of it
            brand.save()
        with tenancy.activate(where):
            detail = {"amount_cents": dice.randrange(100_000)} if dice.random() < 0.3 else {}
            space = dice.choice([None, community, group]) if where == brand else None
            facts_of(dice.choice(people), dice.choice(names), at=moment, space=space, **detail)
        if dice.random() < 0.1:
            settle(limit=dice.randrange(1, 30))
    settle()
    kept, days = points(), set(_active_days())
    assert kept

    rebuild_metrics()

    assert points() == kept
    assert set(_active_days()) == days


def _active_days():
    with across_brands("reading all days in a test"):
        return list(ActiveDay.objects.values_list("brand_id", "space_id", "member_id", "on"))


def test_kept_is_what_counting_by_hand_gives(emptied, community):
    """The reader and the rebuild could share a mistake; this is neither."""
    dice = random.Random(7)
    for _ in range(60):
        moment = NOON + dt.timedelta(hours=dice.randrange(48))
        facts_of(dice.choice([emptied.member, emptied.guest]), "post.published", at=moment, space=community)
    settle()
    by_day: dict = {}
    for fact in Activity.objects.all():
        on = fact.at.astimezone(ZoneInfo("Asia/Taipei")).date()
        by_day.setdefault(on, []).append(fact.actor_id)

    for on, actors in by_day.items():
        assert value("posts", on) == value("posts", on, community) == len(actors)
        assert value("active_members", on) == len(set(actors))


def test_a_letter_counted_by_a_rebuild_is_not_counted_again(emptied):
    def fails(facts):
        raise ValueError("broken")

    facts_of(emptied.member, "member.joined_brand")
    settle({"metrics": Reader(fails)})
    assert DeadLetter.objects.filter(replayed_at=None).count() == 1
    rebuild_metrics()
    assert replay_letters(METRICS_ONLY) == (0, 0)

    assert value("new_members", NOON.date()) == 1


def test_a_mended_reader_counts_its_letters_once(emptied):
    def fails(facts):
        raise ValueError("broken")

    facts_of(emptied.member, "member.joined_brand")
    settle({"metrics": Reader(fails)})

    assert replay_letters(METRICS_ONLY) == (1, 0)
    assert replay_letters(METRICS_ONLY) == (0, 0)
    assert value("new_members", NOON.date()) == 1


def test_a_batch_that_rolls_back_counts_nothing(emptied):
    def fails(facts):
        raise OperationalError("database is locked")

    facts_of(emptied.member, "member.joined_brand")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.locks.is_transient", lambda error: True)
        with pytest.raises(OperationalError):
            dispatch_batch({"metrics": Reader(count), "broken": Reader(fails)})
    assert points() == {}
    settle()
    assert value("new_members", NOON.date()) == 1


def test_counting_a_batch_takes_two_statements(emptied, community, django_assert_num_queries):
    facts = [facts_of(emptied.member, "member.joined", space=community) for _ in range(30)]
    with django_assert_num_queries(2):
        count(facts)


def test_every_source_verb_is_declared_by_some_app():
    named = {verb for metric in METRICS.values() for verb in metric.verbs | metric.space_verbs}
    assert named <= set(verbs.catalogue)
