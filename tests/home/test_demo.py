"""The demo: real actions under a past clock, so its rows, counters, numbers and inboxes agree like anybody's."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Count, F, Q

from activity.models import Activity, DeadLetter
from analytics.models import MetricPoint
from brands.models import Brand
from campaigns.models import AnnouncementRead, Claim, Redemption
from content.models import Comment, Post
from core import clock, tenancy
from delivery.models import Delivery
from home.demo import load
from members.models import Application, BrandMember, Membership
from spaces.models import Space


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Loaded once for this module, and taken away with its own rollback."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=StringIO())
        with tenancy.activate(Brand.objects.get(slug="shanlan")):
            yield
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_demo_is_as_large_as_promised(demo):
    assert BrandMember.objects.count() == 42
    assert 180 <= Post.objects.count() + Comment.objects.count() <= 400
    assert Application.objects.filter(state="waiting").count() == 3
    assert Application.objects.get(rule_name="上過杯測課").state == "approved"
    assert {one.slug: one.kind for one in Space.objects.all()} == {"plaza": "community", "roastery": "group"}


@pytest.mark.django_db
def test_charts_are_not_flat(demo):
    for metric in ("new_members", "active_members", "posts", "announcement_readers", "coupon_claims"):
        days = MetricPoint.objects.filter(metric=metric, space_id=0, value__gt=0).values("on").distinct().count()
        assert days >= 4, metric
    active = MetricPoint.objects.filter(metric="active_members", space_id=0)
    assert active.count() > 45


@pytest.mark.django_db
def test_old_notices_are_not_sent_and_nothing_failed(demo):
    yesterday = clock.now() - dt.timedelta(days=1)
    assert not Delivery.objects.filter(message__fact__at__lt=yesterday).exists()
    assert not DeadLetter.objects.exists()
    assert not Activity.objects.filter(position=None).exists()


@pytest.mark.django_db
def test_kept_counters_equal_a_recount(demo):
    belonging = Count("memberships", filter=Q(memberships__state="active"))
    assert not Space.objects.annotate(n=belonging).exclude(n=F("member_count")).exists()
    talk = Count("comments", filter=Q(comments__state="published"))
    assert not Post.objects.annotate(n=talk).exclude(n=F("comment_count")).exists()


@pytest.mark.django_db
def test_nothing_lies_in_the_future(demo):
    now = clock.now()
    assert not Activity.objects.filter(at__gt=now).exists()
    assert not Membership.objects.filter(joined_at__gt=now).exists()
    assert not Redemption.objects.filter(redeemed_at__lt=F("claim__claimed_at")).exists()


@pytest.mark.django_db
def test_numbers_agree_with_the_rows(demo):
    def total(metric: str) -> int:
        return sum(MetricPoint.objects.filter(metric=metric, space_id=0).values_list("value", flat=True))

    assert total("coupon_claims") == Claim.objects.count()
    assert total("redemptions") == Redemption.objects.count()
    assert total("announcement_readers") == AnnouncementRead.objects.count()
    assert total("new_members") == BrandMember.objects.count()


@pytest.mark.django_db
def test_loading_again_keeps_what_is_there(demo):
    before = Activity.objects.count()
    call_command("load_demo", stdout=StringIO())
    assert Activity.objects.count() == before
    assert load.is_loaded()
