"""The same through REST: shapes, codes, marks, repeated requests, and input that nobody should send."""

import datetime as dt
import json

import pytest

from campaigns.actions import claim_coupon, draft_announcement, issue_coupon, publish_now
from campaigns.models import Announcement, Claim, Coupon, Redemption, WrongCode
from core import clock

ROOT = "/api/v1/@shanlan/"


@pytest.fixture
def ask(page):
    """`ask(viewer, "POST", "coupons/", {...})` → (status, document)"""

    def send(viewer, method, path, data=None, **headers):
        body = data if isinstance(data, bytes) else json.dumps(data or {})
        answer = page(viewer).generic(method, ROOT + path, body, content_type="application/json", headers=headers)
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json"
        return answer.status_code, answer.json()

    return send


@pytest.fixture
def coupon(cast, group):
    return issue_coupon(cast.admin, group, title="手沖一杯招待", quantity=2)


def soon(seconds=60):
    return (clock.now() + dt.timedelta(seconds=seconds)).isoformat()


def test_announcement_is_written_scheduled_changed_and_sent(cast, group, ask):
    sent = {"space": group.public_id, "title": "七月試烘豆", "body": "週五**寄出**。"}
    status, draft = ask(cast.admin, "POST", "announcements/", sent)
    assert (status, draft["state"], draft["space"]) == (201, "draft", group.public_id)
    one = f"announcements/{draft['id']}/"
    status, later = ask(cast.admin, "PATCH", one, {"publish_at": soon(), "pinned": True, "version": 1})
    assert (status, later["state"], later["pinned"]) == (200, "scheduled", True)
    assert ask(cast.admin, "PATCH", one, {"title": "x", "version": 1})[1]["code"] == "version_changed"
    status, now = ask(cast.admin, "POST", f"{one}publish/", {"version": later["version"]})
    assert (status, now["state"], now["audience_count"]) == (200, "published", 4)
    assert ask(cast.admin, "POST", f"{one}cancel/")[1]["code"] == "already_published"


def test_announcement_with_a_time_is_scheduled_at_once_and_can_be_cancelled(cast, group, ask):
    sent = {"space": group.public_id, "title": "x", "body": "y", "publish_at": soon()}
    _status, made = ask(cast.admin, "POST", "announcements/", sent)
    assert made["state"] == "scheduled"
    assert ask(cast.admin, "POST", f"announcements/{made['id']}/cancel/")[1]["state"] == "cancelled"


def test_refused_time_leaves_no_draft_behind(cast, group, ask):
    sent = {"space": group.public_id, "title": "x", "body": "y", "publish_at": "2020-01-01T00:00:00Z"}
    status, problem = ask(cast.admin, "POST", "announcements/", sent)
    assert status == 422 and list(problem["errors"]) == ["publish_at"]
    assert not Announcement.objects.exists()


def test_reading_marks_once_and_shows_in_the_list(cast, group, ask):
    published = publish_now(cast.admin, draft_announcement(cast.admin, group, title="x", body="y"))
    one = f"announcements/{published.public_id}/"
    assert ask(cast.member, "GET", "announcements/")[1]["results"][0]["is_read"] is False
    first = ask(cast.member, "POST", f"{one}read/")
    assert first[0] == 200 and ask(cast.member, "POST", f"{one}read/") == first
    seen = ask(cast.member, "GET", one)[1]
    assert (seen["is_read"], seen["read_count"]) == (True, None)  # numbers are for those who write
    assert ask(cast.admin, "GET", one)[1]["read_count"] == 1


def test_outsiders_find_no_announcement(cast, group, ask):
    published = publish_now(cast.admin, draft_announcement(cast.admin, group, title="x", body="y"))
    for who in (cast.guest, cast.outsider, cast.agent):
        assert ask(who, "GET", f"announcements/{published.public_id}/")[0] == 404
        assert ask(who, "GET", "announcements/")[1]["results"] == []


def test_claim_is_made_once_and_sold_out_is_a_conflict(cast, coupon, ask):
    path = f"coupons/{coupon.public_id}/claim/"
    status, mine = ask(cast.member, "POST", path)
    assert status == 201 and len(mine["code"]) == 14
    assert ask(cast.member, "POST", path) == (200, mine | {"coupon": mine["coupon"]})
    assert ask(cast.expert, "POST", path)[0] == 201
    status, problem = ask(cast.moderator, "POST", path)
    assert (status, problem["code"]) == (409, "sold_out")
    assert ask(cast.member, "GET", "claims/")[1]["results"][0]["code"] == mine["code"]


def test_issuer_sees_claims_without_codes(cast, coupon, ask):
    claim_coupon(cast.member, coupon)
    rows = ask(cast.admin, "GET", f"claims/?coupon={coupon.public_id}")[1]["results"]
    assert [(one["member"]["name"], one["code"]) for one in rows] == [("member", None)]
    assert ask(cast.member, "GET", f"claims/?coupon={coupon.public_id}")[0] == 403


def test_code_is_redeemed_once_and_the_second_try_says_when_and_where(cast, coupon, ask):
    code = claim_coupon(cast.member, coupon).shown_code
    sent = {"code": code, "place": "中山店", "order_amount": 35000, "currency": "TWD"}
    status, used = ask(cast.agent, "POST", "claims/redeem/", sent)
    assert (status, used["member"]["name"], used["order_amount"]) == (200, "member", 35000)
    status, problem = ask(cast.admin, "POST", "claims/redeem/", {"code": code})
    assert (status, problem["code"]) == (409, "already_redeemed")
    assert problem["errors"]["place"] == ["中山店"] and "中山店" in problem["title"]
    assert problem["errors"]["redeemed_at"]


def test_repeated_request_with_the_same_key_redeems_once_and_answers_the_same(cast, coupon, ask):
    code = claim_coupon(cast.member, coupon).code
    header = {"Idempotency-Key": "till-7"}
    first = ask(cast.agent, "POST", "claims/redeem/", {"code": code}, **header)
    assert first[0] == 200 and ask(cast.agent, "POST", "claims/redeem/", {"code": code}, **header) == first


@pytest.mark.parametrize("with_key", [False, True])
def test_guessing_locks_the_account_out_whatever_headers_it_sends(cast, coupon, ask, with_key):
    code = claim_coupon(cast.member, coupon).code
    for attempt in range(10):
        header = {"Idempotency-Key": f"guess-{attempt}"} if with_key else {}
        status, problem = ask(cast.agent, "POST", "claims/redeem/", {"code": f"AAAAAAAAAA{attempt:02}"}, **header)
        assert (status, problem["code"]) == (422, "unknown_code")
    assert WrongCode.objects.count() == 10
    status, problem = ask(cast.agent, "POST", "claims/redeem/", {"code": code})
    assert (status, problem["code"]) == (409, "too_many_attempts")
    assert not Redemption.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quantity": -1}, "quantity"),
        ({"quantity": 0}, "quantity"),
        ({"quantity": 10**12}, "quantity"),
        ({"quantity": 2**63}, "quantity"),
        ({"quantity": 1.5}, "quantity"),
        ({"quantity": True}, "quantity"),
        ({"quantity": "0x10"}, "quantity"),
        ({"quantity": None}, "quantity"),
        ({"quantity": [1]}, "quantity"),
        ({"title": ""}, "title"),
        ({"title": {"a": 1}}, "title"),
        ({"title": "長" * 10_000}, "title"),
        ({"ends_at": "2020-01-01T00:00:00Z"}, "ends_at"),
        ({"ends_at": "9999-12-31T23:59:59Z"}, "ends_at"),
        ({"ends_at": "0001-01-01T00:00:00+14:00"}, "ends_at"),
        ({"starts_at": "2026-02-30T00:00:00Z"}, "starts_at"),
        ({"starts_at": "9999-12-31T23:59:59-12:00"}, "starts_at"),
    ],
)
def test_unusable_coupon_is_refused_beside_its_field_and_nothing_is_stored(cast, group, ask, changes, field):
    sent = {"space": group.public_id, "title": "x", "quantity": 5} | changes
    status, problem = ask(cast.admin, "POST", "coupons/", sent)
    assert status == 422 and field in problem["errors"]
    assert not Coupon.objects.exists()


@pytest.mark.parametrize("text", ["\\ud83d", "a\\u0000b"])
def test_text_that_cannot_be_stored_is_refused(cast, group, ask, text):
    body = json.dumps({"space": group.public_id, "title": "x", "quantity": 5}).replace('"x"', f'"{text}"')
    assert 400 <= ask(cast.admin, "POST", "coupons/", body.encode())[0] < 500
    assert not Coupon.objects.exists()


def test_columns_that_are_not_offered_are_refused_by_name(cast, group, ask):
    extra = {"claimed_count": 5, "state": "ended", "brand": 99, "author": 1, "public_id": "aaaaaaaaaaaa"}
    status, told = ask(cast.admin, "POST", "coupons/", {"space": group.public_id, "title": "x", "quantity": 5} | extra)
    assert status == 422 and told["errors"].keys() == extra.keys()
    assert not Coupon.objects.exists()


def test_lists_cost_the_same_for_three_rows_and_twelve(cast, group, page, django_assert_max_num_queries):
    counts = []
    for _round in range(2):
        for number in range(3 if not counts else 9):
            coupon = issue_coupon(cast.admin, group, title=f"c{number}", quantity=5)
            claim_coupon(cast.member, coupon)
            publish_now(cast.admin, draft_announcement(cast.admin, group, title="x", body="y"))
        browser = page(cast.member)
        browser.get(ROOT + "me/")  # the first look in a while notes that they were here
        with django_assert_max_num_queries(30) as asked:
            for path in ("coupons/", "claims/", "announcements/"):
                assert browser.get(ROOT + path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert Claim.objects.count() == 12
