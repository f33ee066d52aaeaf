"""Announcements: written, scheduled, sent once to the right people, read, held back when the world has changed."""

import datetime as dt

import pytest

from activity.models import Activity
from campaigns.actions import (
    cancel_announcement,
    draft_announcement,
    edit_announcement,
    publish_due,
    publish_now,
    schedule_announcement,
)
from campaigns.models import Announcement
from core import clock
from core.errors import Conflict, Invalid, NotAllowed
from delivery.models import Delivery
from delivery.queries import inbox_of, rendered
from members.actions import remove_member
from members.models import Membership
from spaces.actions import archive_space


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


def test_body_is_stored_rendered_and_safe(cast, group):
    made = draft_announcement(cast.admin, group, title="x", body="**bold** <script>alert(1)</script> [a](javascript:b)")
    assert "<strong>bold</strong>" in made.body_html
    assert "<script" not in made.body_html and "href" not in made.body_html


def test_announcement_reaches_every_member_of_the_group_once_per_channel(cast, group, draft, settle):
    publish_now(cast.admin, draft)
    settle()
    assert titles(cast.member) == ["七月試烘豆"]
    assert titles(cast.guest) == titles(cast.outsider) == []
    sent = Delivery.objects.filter(message__notice="announcement.published")
    assert sorted(sent.values_list("account__email", "channel")) == sorted(
        (f"{name}@example.com", channel)
        for name in ("admin", "moderator", "expert", "member")
        for channel in ("inbox", "email")
    )
    draft.refresh_from_db()
    assert draft.audience_count == 4


def test_notice_shows_words_and_not_markup(cast, draft, settle):
    publish_now(cast.admin, draft)
    settle()
    assert rendered(list(inbox_of(cast.member)), cast.member)[0].shown.body == "週五寄出。"


def test_announcement_to_the_whole_brand_reaches_every_brand_member(cast, settle):
    publish_now(cast.owner, draft_announcement(cast.owner, title="公告", body="x"))
    settle()
    assert titles(cast.guest) == titles(cast.agent) == ["公告"]
    assert titles(cast.outsider) == []


def test_scheduling_in_the_past_is_refused_beside_the_field(cast, draft):
    with pytest.raises(Invalid) as caught:
        schedule_announcement(cast.admin, draft, publish_at=in_minutes(-1))
    assert list(caught.value.fields) == ["publish_at"]
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_due_announcement_is_published_once(cast, draft):
    with due(draft, cast.admin):
        assert publish_due() == 1
        assert publish_due() == 0
    draft.refresh_from_db()
    assert draft.is_published
    assert facts("announcement.published") == 1


def test_announcement_is_not_sent_before_its_time(cast, draft):
    schedule_announcement(cast.admin, draft, publish_at=in_minutes(5))
    assert publish_due() == 0


def test_clock_that_jumps_back_does_not_send_again(cast, draft):
    with due(draft, cast.admin):
        publish_due()
    assert publish_due() == 0
    with clock.at(in_minutes(60)):
        assert publish_due() == 0
    assert facts("announcement.published") == 1


def test_announcement_more_than_half_an_hour_late_waits_for_a_person(cast, draft, settle):
    schedule_announcement(cast.admin, draft, publish_at=in_minutes(5))
    with clock.at(in_minutes(36)):
        publish_due()
    draft.refresh_from_db()
    assert (draft.state, draft.held_because) == ("needs_confirmation", "late")
    settle()
    assert titles(cast.member) == []
    assert titles(cast.admin) == ["“七月試烘豆” was not sent: please confirm"]
    publish_now(cast.admin, draft)
    draft.refresh_from_db()
    assert draft.is_published and draft.held_because == ""


def test_announcement_to_an_archived_space_waits_for_a_person(cast, group, draft):
    schedule_announcement(cast.admin, draft, publish_at=in_minutes(5))
    archive_space(cast.owner, group)
    with clock.at(in_minutes(6)):
        publish_due()
    draft.refresh_from_db()
    assert (draft.state, draft.held_because) == ("needs_confirmation", "archived")


def test_announcement_of_an_admin_who_was_removed_waits_for_a_person(cast, group, draft):
    schedule_announcement(cast.admin, draft, publish_at=in_minutes(5))
    remove_member(cast.owner, Membership.objects.get(space=group, member=cast.admin.member))
    with clock.at(in_minutes(6)):
        publish_due()
    draft.refresh_from_db()
    assert (draft.state, draft.held_because) == ("needs_confirmation", "power_lost")


def test_one_broken_announcement_does_not_hold_up_the_others(cast, group, draft, monkeypatch):
    other = draft_announcement(cast.admin, group, title="second", body="x")
    schedule_announcement(cast.admin, draft, publish_at=in_minutes(5))
    schedule_announcement(cast.admin, other, publish_at=in_minutes(6))
    from campaigns.actions import publishing

    whole = publishing._reason_to_hold

    def breaks_on_the_first(announcement, now):
        if announcement.pk == draft.pk:
            raise RuntimeError("broken")
        return whole(announcement, now)

    monkeypatch.setattr(publishing, "_reason_to_hold", breaks_on_the_first)
    with clock.at(in_minutes(7)):
        assert publish_due() == 1
    assert Announcement.objects.get(pk=other.pk).is_published
    assert Announcement.objects.get(pk=draft.pk).state == "scheduled"


def test_cancelled_announcement_is_never_sent(cast, draft):
    schedule_announcement(cast.admin, draft, publish_at=in_minutes(5))
    cancel_announcement(cast.admin, draft)
    with clock.at(in_minutes(6)):
        assert publish_due() == 0
    assert facts("announcement.published") == 0
    assert facts("announcement.cancelled") == 1


def test_sent_announcement_cannot_be_cancelled_edited_or_sent_again(cast, draft):
    publish_now(cast.admin, draft)
    for again in (
        lambda: cancel_announcement(cast.admin, draft),
        lambda: edit_announcement(cast.admin, draft, title="other"),
        lambda: publish_now(cast.admin, draft),
        lambda: schedule_announcement(cast.admin, draft, publish_at=in_minutes(5)),
    ):
        with pytest.raises(Conflict) as caught:
            again()
        assert caught.value.code == "already_published"
    assert facts("announcement.published") == 1


def test_edit_of_an_old_version_is_refused(cast, draft):
    edit_announcement(cast.admin, draft, version=1, title="first")
    with pytest.raises(Conflict) as caught:
        edit_announcement(cast.owner, draft, version=1, title="second")
    assert caught.value.code == "version_changed"
    draft.refresh_from_db()
    assert draft.title == "first"


def test_editor_writes_for_communities_and_the_brand_but_does_not_send(cast, community, group):
    draft_announcement(cast.editor, title="x", body="y")
    draft = draft_announcement(cast.editor, community, title="x", body="y")
    with pytest.raises(NotAllowed):
        publish_now(cast.editor, draft)
    with pytest.raises(NotAllowed):
        draft_announcement(cast.editor, group, title="x", body="y")


def test_editor_cannot_change_what_was_already_approved(cast, community):
    draft = draft_announcement(cast.editor, community, title="x", body="y")
    scheduled = schedule_announcement(cast.owner, draft, publish_at=in_minutes(5))
    with pytest.raises(NotAllowed):
        edit_announcement(cast.editor, scheduled, title="something else")


def test_admin_of_a_group_cannot_announce_elsewhere(cast):
    with pytest.raises(NotAllowed):
        draft_announcement(cast.admin, title="x", body="y")


def test_nothing_is_announced_in_an_archived_space(cast, group, draft):
    archived = archive_space(cast.owner, group)
    with pytest.raises(NotAllowed) as caught:
        draft_announcement(cast.owner, archived, title="x", body="y")
    assert caught.value.code == "archived"


def test_expiry_before_sending_is_refused(cast, group):
    draft = draft_announcement(cast.admin, group, title="x", body="y", expires_at=in_minutes(10))
    with pytest.raises(Invalid) as caught:
        schedule_announcement(cast.admin, draft, publish_at=in_minutes(10))
    assert list(caught.value.fields) == ["expires_at"]
