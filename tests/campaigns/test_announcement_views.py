"""Announcement pages: composing in the brand's own time, what members open, what nobody else sees."""

import datetime as dt
import re

import pytest

from activity.models import Activity
from campaigns.actions import draft_announcement, publish_now, schedule_announcement
from campaigns.models import Announcement, AnnouncementRead
from core import clock

NEW = "/@shanlan/manage/announcements/new/"


@pytest.fixture
def published(cast, group):
    return publish_now(cast.admin, draft_announcement(cast.admin, group, title="七月試烘豆", body="週五**寄出**。"))


def filled(group, **changes):
    return {"audience": group.public_id, "title": "七月試烘豆", "body": "週五寄出。", "send": "draft"} | changes


def detail(announcement):
    return f"/@shanlan/manage/announcements/{announcement.public_id}/"


def test_desk_shows_states_and_readers(cast, group, published, page):
    draft_announcement(cast.admin, group, title="not yet", body="x")
    html = page(cast.admin).get("/@shanlan/manage/announcements/").content.decode()
    assert "0 / 4" in html and "not yet" in html
    sent = page(cast.admin).get("/@shanlan/manage/announcements/?state=sent").content.decode()
    assert "not yet" not in sent


def test_draft_schedule_and_send_from_the_composer(cast, group, page):
    browser = page(cast.admin)
    day = clock.now().astimezone(dt.UTC).date() + dt.timedelta(days=2)
    for send in ("draft", "later", "now"):
        answer = browser.post(NEW, filled(group, send=send, publish_on=day, publish_time="10:00"), follow=True)
        assert answer.status_code == 200
    states = Announcement.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["draft", "scheduled", "published"]
    assert Announcement.objects.get(state="scheduled").publish_at == dt.datetime.combine(day, dt.time(2), tzinfo=dt.UTC)


def test_time_is_the_brands_own_and_the_zone_is_named(cast, page):
    assert "Asia/Taipei (UTC+08:00)" in page(cast.admin).get(NEW).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"send": "later"}, "publish_on"),
        ({"send": "later", "publish_on": "2020-01-01", "publish_time": "10:00"}, "publish_on"),
        ({"send": "later", "publish_on": "2020-13-01", "publish_time": "10:00"}, "publish_on"),
        ({"send": "later", "publish_on": "9999-12-31", "publish_time": "23:59"}, "publish_on"),
        ({"send": "later", "publish_on": "0001-01-01", "publish_time": "00:00"}, "publish_on"),
        ({"send": "later", "publish_on": "2020-01-01", "publish_time": "25:00"}, "publish_time"),
        ({"title": ""}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"title": "長" * 81}, "title"),
        ({"body": "長" * 5001}, "body"),
        ({"body": " \n "}, "body"),
        ({"expires_on": "2020-01-01"}, "expires_on"),
        ({"audience": "brand"}, "audience"),
        ({"audience": "zzzzzzzzzzzz"}, "audience"),
    ],
)
def test_unusable_input_is_told_beside_its_field_and_nothing_is_stored(cast, group, page, changes, field):
    answer = page(cast.admin).post(NEW, filled(group, **changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Announcement.objects.exists()
    assert not Activity.objects.filter(verb__startswith="announcement").exists()


def test_two_people_editing_do_not_overwrite_each_other(cast, group, page):
    draft = draft_announcement(cast.admin, group, title="x", body="y")
    url = f"{detail(draft)}edit/"
    page(cast.admin).post(url, filled(group, title="first", version=1))
    answer = page(cast.owner).post(url, filled(group, title="second", version=1))
    assert answer.status_code == 422
    assert "Someone else changed this" in answer.content.decode()
    assert Announcement.objects.get().title == "first"


def test_editing_shows_the_planned_time_in_the_brands_zone(cast, group, page):
    draft = draft_announcement(cast.admin, group, title="x", body="y")
    at = (clock.now() + dt.timedelta(days=3)).replace(hour=1, minute=30, second=0, microsecond=0)
    schedule_announcement(cast.admin, draft, publish_at=at)
    html = page(cast.admin).get(f"{detail(draft)}edit/").content.decode()
    assert re.search(r'name="publish_time"[^>]*value="09:30"', html)


def test_editor_gets_a_draft_button_only(cast, community, page):
    html = page(cast.editor).get(NEW).content.decode()
    assert 'value="draft"' in html and 'value="later"' not in html and 'value="now"' not in html
    answer = page(cast.editor).post(NEW, filled(community, send="now"))
    assert answer.status_code == 403
    assert not Announcement.objects.exists()


def test_send_and_cancel_buttons_say_when_they_came_too_late(cast, group, page):
    draft = draft_announcement(cast.admin, group, title="x", body="y")
    browser = page(cast.admin)
    assert browser.post(f"{detail(draft)}send/", {"version": 1}).status_code == 302
    html = browser.post(f"{detail(draft)}cancel/", {"version": 1}, follow=True).content.decode()
    assert "already been sent" in html
    assert Announcement.objects.get().is_published


def test_opening_an_announcement_counts_as_reading_it_once(cast, published, page):
    url = f"/@shanlan/announcements/{published.public_id}/"
    browser = page(cast.member)
    html = [browser.get(url).content.decode() for _ in range(2)][1]
    assert "<strong>寄出</strong>" in html and "Read by 1 of 4" in html
    published.refresh_from_db()
    assert published.read_count == 1


def test_fetching_ahead_is_not_reading(cast, published, page):
    page(cast.member).get(f"/@shanlan/announcements/{published.public_id}/", headers={"Sec-Purpose": "prefetch"})
    page(cast.member).head(f"/@shanlan/announcements/{published.public_id}/")
    assert not AnnouncementRead.objects.exists()


def test_managers_look_is_recorded_and_not_counted(cast, published, page):
    assert page(cast.owner).get(f"/@shanlan/announcements/{published.public_id}/").status_code == 200
    assert Activity.objects.filter(verb="space.inspected").count() == 1
    assert not AnnouncementRead.objects.exists()


def test_confirmation_button_stores_the_confirmation(cast, group, page):
    asks = draft_announcement(cast.admin, group, title="x", body="y", must_acknowledge=True)
    publish_now(cast.admin, asks)
    url = f"/@shanlan/announcements/{asks.public_id}/"
    browser = page(cast.member)
    assert "I have read this" in browser.get(url).content.decode()
    assert "You confirmed on" in browser.post(f"{url}acknowledge/", follow=True).content.decode()


def test_members_list_marks_what_is_unread(cast, group, published, page):
    url = "/@shanlan/g/roastery/announcements/"
    browser = page(cast.member)
    assert "Unread:" in browser.get(url).content.decode()
    browser.get(f"/@shanlan/announcements/{published.public_id}/")
    assert "Unread:" not in browser.get(url).content.decode()


def test_outsiders_learn_nothing(cast, group, published, page):
    for who in ("guest", "outsider", "anonymous"):
        browser = page(getattr(cast, who))
        assert browser.get(f"/@shanlan/announcements/{published.public_id}/").status_code == 404
        answer = browser.get("/@shanlan/g/roastery/announcements/")
        assert answer.status_code in (403, 404) and "七月試烘豆" not in answer.content.decode()


def test_preview_shows_words_as_text(cast, page):
    answer = page(cast.admin).post("/@shanlan/manage/announcements/preview/", {"title": "<b>x</b>", "body": "hello"})
    assert "&lt;b&gt;x" in answer.content.decode()
