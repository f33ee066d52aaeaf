"""Last seen and lifecycle stage: kept by the clock, without a write per page."""

import datetime as dt

from core import clock
from members.actions import refresh_stages
from members.models import BrandMember

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)


def seen(viewer) -> dt.datetime | None:
    return BrandMember.objects.get(pk=viewer.member.pk).last_seen_at


def test_a_look_is_noted_once_in_a_quarter_of_an_hour(cast, page):
    for minutes, noted in ((0, 0), (14, 0), (16, 16)):
        with clock.at(NOW + dt.timedelta(minutes=minutes)):
            page(cast.member).get("/@shanlan/c/plaza/")
        assert seen(cast.member) == NOW + dt.timedelta(minutes=noted)


def test_stage_follows_the_last_look(cast):
    days = {"new": (1, 0), "active": (300, 10), "quiet": (300, 61), "lost": (300, 181)}
    people = dict(zip(days, ("owner", "manager", "editor", "agent"), strict=True))
    for stage, (joined, last) in days.items():
        BrandMember.objects.filter(pk=getattr(cast, people[stage]).member.pk).update(
            joined_at=NOW - dt.timedelta(days=joined), last_seen_at=NOW - dt.timedelta(days=last), stage="new"
        )
    with clock.at(NOW):
        assert refresh_stages() >= 3
        assert refresh_stages() == 0
    for stage, name in people.items():
        assert BrandMember.objects.get(pk=getattr(cast, name).member.pk).stage == stage
