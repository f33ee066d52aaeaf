"""Coupon pages: issuing, the wallet, the card that only its owner can show, the till."""

import datetime as dt

import pytest

from campaigns.actions import claim_coupon, issue_coupon, redeem_claim
from campaigns.models import Claim, Coupon, Redemption
from core import clock

NEW = "/@shanlan/manage/coupons/new/"
TILL = "/@shanlan/manage/redeem/"
WALLET = "/@shanlan/me/wallet/"


@pytest.fixture
def coupon(cast, group):
    return issue_coupon(cast.admin, group, title="手沖一杯招待", quantity=2, terms="內用", places="中山店")


@pytest.fixture
def claim(cast, coupon):
    return claim_coupon(cast.member, coupon)


def filled(group, **changes):
    day = clock.now().date() + dt.timedelta(days=30)
    return {"audience": group.public_id, "title": "x", "quantity": "5", "ends_on": day.isoformat()} | changes


def test_admin_issues_a_coupon_that_lasts_until_the_end_of_its_last_day(cast, group, page):
    data = filled(group, quantity="１２")  # full-width digits are how a Chinese keyboard types them
    assert page(cast.admin).post(NEW, data).status_code == 302
    coupon = Coupon.objects.get()
    assert coupon.quantity == 12
    assert coupon.ends_at.astimezone(dt.timezone(dt.timedelta(hours=8))).strftime("%H:%M") == "23:59"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quantity": "-1"}, "quantity"),
        ({"quantity": "0"}, "quantity"),
        ({"quantity": str(10**12)}, "quantity"),
        ({"quantity": "9" * 5000}, "quantity"),
        ({"quantity": "1.5"}, "quantity"),
        ({"quantity": "NaN"}, "quantity"),
        ({"quantity": "二"}, "quantity"),
        ({"title": "a\x00b"}, "title"),
        ({"title": "長" * 41}, "title"),
        ({"terms": "長" * 501}, "terms"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"ends_on": "2026-02-30"}, "ends_on"),
        ({"ends_on": "9999-12-31"}, "ends_on"),
        ({"starts_on": "9999-12-31"}, "starts_on"),
        ({"audience": "brand"}, "audience"),
    ],
)
def test_unusable_input_is_told_beside_its_field_and_nothing_is_stored(cast, group, page, changes, field):
    answer = page(cast.admin).post(NEW, filled(group, **changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors or (field, "ends_on") == ("starts_on", *answer.context["form"].errors)
    assert not Coupon.objects.exists()


def test_claiming_leads_to_the_card_and_sold_out_is_said_in_the_wallet(cast, coupon, page):
    url = f"/@shanlan/coupons/{coupon.public_id}/claim/"
    for who in ("member", "expert"):
        html = page(getattr(cast, who)).post(url, follow=True).content.decode()
        code = Claim.objects.get(member=getattr(cast, who).member).shown_code
        assert code in html and "It is yours" in html
    assert "Sold out" in page(cast.moderator).post(url, follow=True).content.decode()


def test_wallet_shows_what_can_be_used_first(cast, group, claim, page):
    issue_coupon(cast.owner, title="for everyone", quantity=5)
    html = page(cast.member).get(WALLET).content.decode()
    assert claim.shown_code in html and "for everyone" in html
    redeem_claim(cast.admin, claim.code, place="中山店", order_amount=12000, currency="TWD")
    html = page(cast.member).get(WALLET).content.decode()
    assert claim.shown_code not in html and "TWD 120" in html


def test_card_and_qr_are_for_their_owner_only(cast, claim, page):
    card = f"{WALLET}{claim.public_id}/"
    for path in (card, f"{card}qr.svg"):
        assert page(cast.member).get(path).status_code == 200
        assert page(cast.expert).get(path).status_code == 404
        assert page(cast.admin).get(path).status_code == 403
        assert page(cast.owner).get(path).status_code == 403


def test_qr_is_black_on_a_white_tile_and_private(cast, claim, page):
    answer = page(cast.member).get(f"{WALLET}{claim.public_id}/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "private" in answer["Cache-Control"]
    assert b"#fff" in answer.content


def test_staff_list_does_not_show_whole_codes(cast, coupon, claim, page):
    html = page(cast.admin).get(f"/@shanlan/manage/coupons/{coupon.public_id}/").content.decode()
    assert "member" in html and claim.code[-4:] in html
    assert claim.code not in html and claim.shown_code not in html


def test_till_says_what_and_to_whom_then_when_and_where(cast, claim, page):
    browser = page(cast.agent)
    html = browser.post(TILL, {"code": claim.shown_code.lower(), "place": "中山店", "amount": "350"}, follow=True)
    assert "手沖一杯招待" in html.content.decode() and "member" in html.content.decode()
    assert Redemption.objects.get().order_amount == 35000
    again = browser.post(TILL, {"code": claim.code, "place": "永康店"})
    assert again.status_code == 409
    assert "Already used" in again.content.decode() and "中山店" in again.content.decode()


def test_till_remembers_its_place(cast, claim, page):
    browser = page(cast.agent)
    browser.post(TILL, {"code": claim.code, "place": "中山店"})
    assert 'value="中山店"' in browser.get(TILL).content.decode()


@pytest.mark.parametrize("code", ["nothing", "\x00", "🎫" * 12, "7" * 41, "'; DROP TABLE"])
def test_unknown_code_is_told_beside_the_field(cast, claim, page, code):
    answer = page(cast.agent).post(TILL, {"code": code})
    assert answer.status_code == 422 and "code" in answer.context["form"].errors
    assert not Redemption.objects.exists()


@pytest.mark.parametrize("amount", ["-1", "1e309", "NaN", "Infinity", "99999999999", "1.234"])
def test_impossible_amount_is_told_beside_the_field(cast, claim, page, amount):
    answer = page(cast.agent).post(TILL, {"code": claim.code, "amount": amount, "currency": "TWD"})
    assert answer.status_code == 422 and "amount" in answer.context["form"].errors
    assert not Redemption.objects.exists()


def test_yen_have_no_smaller_unit(cast, claim, page):
    answer = page(cast.agent).post(TILL, {"code": claim.code, "amount": "120.5", "currency": "JPY"})
    assert answer.status_code == 422
    assert page(cast.agent).post(TILL, {"code": claim.code, "amount": "120", "currency": "JPY"}).status_code == 302
    assert Redemption.objects.get().order_amount == 120


def test_coupon_is_paused_opened_and_ended_from_its_page(cast, coupon, page):
    browser = page(cast.admin)
    for turn, state in (("pause", "paused"), ("reopen", "open"), ("end", "ended")):
        assert browser.post(f"/@shanlan/manage/coupons/{coupon.public_id}/{turn}/").status_code == 302
        coupon.refresh_from_db()
        assert coupon.state == state
    assert browser.post(f"/@shanlan/manage/coupons/{coupon.public_id}/burn/").status_code == 404


def test_members_see_no_desk(cast, coupon, page):
    browser = page(cast.member)
    for path in ("manage/coupons/", "manage/coupons/new/", f"manage/coupons/{coupon.public_id}/", "manage/redeem/"):
        assert browser.get(f"/@shanlan/{path}").status_code == 403
