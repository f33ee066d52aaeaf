"""Announcements: who reads them, who is counted, what lists show."""

import datetime as dt

import pytest

from activity.models import Activity
from campaigns.actions import (
    acknowledge_announcement,
    draft_announcement,
    mark_announcement_read,
    publish_now,
    schedule_announcement,
)
from campaigns.models import Announcement, AnnouncementRead
from campaigns.queries import announcements_in, announcements_panel, unread_announcements
from core import clock
from core.errors import NotAllowed, NotVisible
from delivery.queries import inbox_of, rendered
from members.actions import leave_space


@pytest.fixture
def draft(cast, group):
    return draft_announcement(cast.admin, group, title="七月試烘豆", body="週五**寄出**。")


def in_minutes(minutes):
    return clock.now() + dt.timedelta(minutes=minutes)


def titles(viewer):
    viewer.refresh()
    return [one.shown.title for one in rendered(list(inbox_of(viewer)), viewer) if one.shown]


def facts(verb):
    return Activity.objects.filter(verb=verb).count()


def due(draft, viewer, minutes=5):
    """Scheduled, and then it is that time."""
    schedule_announcement(viewer, draft, publish_at=in_minutes(minutes))
    return clock.at(in_minutes(minutes + 1))


def test_reading_counts_each_member_once(cast, group, draft):
    published = publish_now(cast.admin, draft)
    for _time in range(3):
        mark_announcement_read(cast.member, published)
    mark_announcement_read(cast.expert, published)
    published.refresh_from_db()
    assert (published.read_count, published.audience_count, published.unread_count) == (2, 4, 2)
    assert facts("announcement.read") == 2


def test_manager_who_does_not_belong_is_not_a_reader(cast, draft):
    published = publish_now(cast.admin, draft)
    with pytest.raises(NotAllowed):
        mark_announcement_read(cast.owner, published)


def test_someone_who_joined_later_reads_without_being_counted(cast, group, draft):
    from members.actions.memberships import enter

    published = publish_now(cast.admin, draft)
    enter(group, cast.guest.member, source="joined")
    cast.guest.refresh()
    mark_announcement_read(cast.guest, published)
    published.refresh_from_db()
    assert (published.read_count, published.audience_count) == (0, 4)
    assert AnnouncementRead.objects.get().is_counted is False


def test_confirmation_is_asked_for_and_counted_once(cast, group):
    plain = publish_now(cast.admin, draft_announcement(cast.admin, group, title="x", body="y"))
    with pytest.raises(NotAllowed):
        acknowledge_announcement(cast.member, plain)
    asks = draft_announcement(cast.admin, group, title="x", body="y", must_acknowledge=True)
    asks = publish_now(cast.admin, asks)
    acknowledge_announcement(cast.member, asks)
    acknowledge_announcement(cast.member, asks)
    asks.refresh_from_db()
    assert (asks.read_count, asks.acknowledged_count) == (1, 1)


def test_member_who_left_no_longer_sees_the_announcement(cast, group, draft, settle):
    published = publish_now(cast.admin, draft)
    settle()
    leave_space(cast.member, group)
    assert titles(cast.member) == []
    with pytest.raises(NotVisible):
        mark_announcement_read(cast.member, published)


def test_drafts_are_hidden_from_members(cast, draft):
    assert not Announcement.objects.visible_to(cast.member).exists()
    with pytest.raises(NotVisible):
        mark_announcement_read(cast.member, draft)


def test_list_shows_pinned_first_with_unread_marks_and_without_expired(cast, group, django_assert_num_queries):
    made = [draft_announcement(cast.admin, group, title=f"a{n}", body="x", pinned=n == 0) for n in range(3)]
    old = draft_announcement(cast.admin, group, title="old", body="x", expires_at=in_minutes(10))
    for one in (*made, old):
        publish_now(cast.admin, one)
    mark_announcement_read(cast.member, Announcement.objects.get(pk=made[1].pk))
    with clock.at(in_minutes(11)):
        assert cast.member.actor_id
        with django_assert_num_queries(1):
            rows = [(one.title, one.is_read, one.author.display_name) for one in announcements_in(cast.member, group)]
        assert rows == [("a0", False, "admin"), ("a2", False, "admin"), ("a1", True, "admin")]
        assert unread_announcements(cast.member, group) == 2


def test_panel_costs_one_query(cast, group, draft, django_assert_num_queries):
    publish_now(cast.admin, draft)
    assert cast.member.actor_id
    with django_assert_num_queries(1):
        panel = announcements_panel(cast.member, group)
        assert [(one.author.display_name, one.read_percent) for one in panel.rows] == [("admin", 0)]
