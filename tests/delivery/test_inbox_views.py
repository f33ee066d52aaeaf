"""The inbox in the browser: words for the reader now, marks, one's own only."""

import pytest

from delivery.models import Delivery
from members.actions import apply_to_space
from members.models import Application, Membership

INBOX = "/@shanlan/me/inbox/"


@pytest.fixture
def told(cast, group, settle) -> Delivery:
    apply_to_space(cast.guest, group, answers={"q1": "Filter."})
    settle()
    return Delivery.objects.get(account=cast.admin.user, channel="inbox")


def test_empty_inbox_says_what_will_come(cast, page):
    assert "Nothing here yet" in page(cast.guest).get(INBOX).content.decode()


def test_notice_is_unread_until_opened(told, cast, page):
    browser = page(cast.admin)
    assert "guest applies to join 焙火室" in browser.get(INBOX).content.decode()
    assert "Unread:" in browser.get(INBOX).content.decode()
    application = Application.objects.get()
    response = browser.get(f"{INBOX}{told.public_id}/")
    assert response.headers["Location"] == f"/@shanlan/manage/applications/{application.public_id}/"
    assert "Unread:" not in browser.get(INBOX).content.decode()


def test_filter_shows_unread_only(told, cast, page):
    browser = page(cast.admin)
    browser.get(f"{INBOX}{told.public_id}/")
    assert "Nothing unread" in browser.get(INBOX + "?show=unread").content.decode()


def test_everything_can_be_marked_as_read(told, cast, page):
    page(cast.admin).post(f"{INBOX}read/")
    told.refresh_from_db()
    assert told.read_at is not None
    assert Delivery.objects.filter(account=cast.owner.user, channel="inbox", read_at=None).exists()


def test_someone_elses_notice_is_not_there(told, cast, page):
    assert page(cast.guest).get(f"{INBOX}{told.public_id}/").status_code == 404


def test_lost_right_hides_the_words_everywhere(told, cast, page):
    Membership.objects.filter(member=cast.admin.member).update(role="member")
    browser = page(cast.admin)
    text = browser.get(INBOX).content.decode()
    assert "guest" not in text
    assert "not there for you any more" in text
    assert browser.get(f"{INBOX}{told.public_id}/").headers["Location"] == INBOX


def test_bell_answers_only_when_the_number_changed(told, cast, page):
    browser = page(cast.admin)
    assert browser.get(f"{INBOX}bell/?had=1").status_code == 204
    assert "1 unread" in browser.get(f"{INBOX}bell/?had=0").content.decode()


def test_bell_of_a_page_whose_session_ended_puts_no_sign_in_page_into_it(cast, page):
    response = page(cast.anonymous).get(f"{INBOX}bell/?had=0", headers={"HX-Request": "true"})
    assert response.status_code == 401


def test_long_inbox_goes_on_by_link_and_by_htmx(told, cast, page, brand):
    rows = [
        Delivery(brand=brand, message=message, account=cast.admin.user, channel="inbox")
        for message in _messages(told, 25)
    ]
    for row in rows:
        row.save()
    browser = page(cast.admin)
    first = browser.get(INBOX).content.decode()
    assert first.count("guest applies") == 20
    mark = first.split("?after=")[1].split('"')[0]
    rest = browser.get(f"{INBOX}?after={mark}", headers={"HX-Request": "true"}).content.decode()
    assert rest.count("guest applies") == 6
    assert "<html" not in rest


def _messages(told: Delivery, count: int) -> list:
    from activity.models import Activity
    from delivery.models import Message

    fact = told.message.fact
    made = []
    for number in range(count):
        twin = Activity.objects.create(
            brand_id=fact.brand_id,
            space_id=fact.space_id,
            verb=fact.verb,
            target_type=fact.target_type,
            target_id=fact.target_id,
            position=100_000 + number,
        )
        made.append(Message.objects.create(brand_id=fact.brand_id, notice=told.message.notice, fact=twin))
    return made


def test_switch_that_is_off_stays_off(cast, page):
    browser = page(cast.guest)
    path = "/@shanlan/me/preferences/"
    every = set(_values(browser.get(path).content.decode()))
    assert "membership.email" in every
    browser.post(path, {"on": sorted(every - {"membership.email"})})
    off = [tag for tag in browser.get(path).content.decode().split("<input") if 'value="membership.email"' in tag]
    assert "checked" not in off[0]


def _values(text: str) -> list[str]:
    return [tag.split('value="')[1].split('"')[0] for tag in text.split("<input") if 'role="switch"' in tag]


def test_every_kind_of_notice_has_a_name():
    from core.notices import catalogue, kinds

    assert {notice.kind for notice in catalogue.values()} <= set(kinds)
