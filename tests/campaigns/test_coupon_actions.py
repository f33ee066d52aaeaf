"""Coupons: as many as there are, one per person, used once, never guessed."""

import datetime as dt

import pytest

from activity.models import Activity
from campaigns import codes
from campaigns.actions import claim_coupon, end_coupon, issue_coupon, pause_coupon, redeem_claim, reopen_coupon
from campaigns.models import Claim, Coupon, Redemption, WrongCode
from campaigns.queries import coupons_panel, wallet_of
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotVisible
from delivery.models import Delivery
from members.actions import leave_space
from members.models import Membership


@pytest.fixture
def coupon(cast, group):
    return issue_coupon(cast.admin, group, title="手沖一杯招待", quantity=2, places="中山店")


def refusal(call, error=Conflict):
    with pytest.raises(error) as caught:
        call()
    return caught.value


def test_two_pieces_for_three_members(cast, coupon):
    first, second = claim_coupon(cast.member, coupon), claim_coupon(cast.expert, coupon)
    assert {first.ordinal, second.ordinal} == {1, 2} and first.code != second.code
    assert refusal(lambda: claim_coupon(cast.moderator, coupon)).code == "sold_out"
    coupon.refresh_from_db()
    assert coupon.claimed_count == Claim.objects.filter(coupon=coupon).count() == 2
    assert Activity.objects.filter(verb="coupon.claimed").count() == 2


def test_repeated_claim_gives_the_same_code_and_takes_nothing(cast, coupon):
    first = claim_coupon(cast.member, coupon)
    again = claim_coupon(cast.member, coupon)
    assert first.is_new and not again.is_new and first.code == again.code
    coupon.refresh_from_db()
    assert coupon.claimed_count == 1


def test_claim_of_the_last_piece_can_be_repeated(cast, group):
    coupon = issue_coupon(cast.admin, group, title="x", quantity=1)
    code = claim_coupon(cast.member, coupon).code
    assert claim_coupon(cast.member, coupon).code == code


def test_outsiders_do_not_find_the_coupon_and_managers_outside_the_group_cannot_claim_it(cast, coupon):
    refusal(lambda: claim_coupon(cast.guest, coupon), NotVisible)
    refusal(lambda: claim_coupon(cast.anonymous, coupon), NotVisible)
    assert refusal(lambda: claim_coupon(cast.owner, coupon), NotAllowed).code == "membership_required"


def test_coupon_for_the_whole_brand_is_open_to_every_brand_member(cast):
    coupon = issue_coupon(cast.manager, title="x", quantity=5)
    assert claim_coupon(cast.guest, coupon).code
    refusal(lambda: claim_coupon(cast.outsider, coupon), NotVisible)


def test_no_claim_before_the_start_while_paused_or_after_the_end(cast, group):
    tomorrow = clock.now() + dt.timedelta(days=1)
    coupon = issue_coupon(cast.admin, group, title="x", quantity=5, starts_at=tomorrow)
    claim = lambda: claim_coupon(cast.member, coupon)  # noqa: E731
    assert refusal(claim).code == "not_started"
    with clock.at(tomorrow):
        pause_coupon(cast.admin, coupon)
        assert refusal(claim).code == "coupon_paused"
        reopen_coupon(cast.admin, coupon)
    with clock.at(coupon.ends_at):
        assert refusal(claim).code == "coupon_ended"
    with clock.at(coupon.ends_at - dt.timedelta(seconds=1)):
        assert claim().is_new
        end_coupon(cast.admin, coupon)
        assert refusal(lambda: claim_coupon(cast.expert, coupon)).code == "coupon_ended"
        assert refusal(lambda: reopen_coupon(cast.admin, coupon)).code == "coupon_ended"


@pytest.mark.parametrize("quantity", [0, -1, 10**12])
def test_impossible_quantity_is_refused_beside_the_field(cast, group, quantity):
    error = refusal(lambda: issue_coupon(cast.admin, group, title="x", quantity=quantity), Invalid)
    assert list(error.fields) == ["quantity"]
    assert not Coupon.objects.exists()


def test_nul_in_a_title_is_refused_beside_the_field(cast, group):
    error = refusal(lambda: issue_coupon(cast.admin, group, title="a\x00b", quantity=1), Invalid)
    assert list(error.fields) == ["title"]


def test_issuing_tells_the_audience_in_the_inbox_only(cast, coupon, settle):
    settle()
    told = Delivery.objects.filter(message__notice="coupon.issued")
    assert set(told.values_list("channel", flat=True)) == {"inbox"}
    assert told.count() == 4


def test_code_is_used_once_and_the_second_till_learns_when_and_where(cast, coupon):
    claim = claim_coupon(cast.member, coupon)
    used = redeem_claim(cast.agent, claim.shown_code, place="中山店", order_amount=35000, currency="TWD")
    assert (used.redeemed_by, used.place) == (cast.agent.member, "中山店")
    error = refusal(lambda: redeem_claim(cast.owner, claim.code, place="永康店"))
    assert error.code == "already_redeemed" and "中山店" in str(error)
    assert error.fields["place"] == "中山店" and error.fields["redeemed_at"] == used.redeemed_at.isoformat()
    assert Redemption.objects.count() == 1
    fact = Activity.objects.get(verb="coupon.redeemed")
    assert fact.detail == {"coupon_id": coupon.pk, "amount_cents": 35000, "currency": "TWD"}


def test_typed_code_forgives_case_width_grouping_and_lookalikes(cast, coupon):
    claim = claim_coupon(cast.member, coupon)
    Claim.objects.filter(pk=claim.pk).update(code="01AB23CD45EF")
    assert redeem_claim(cast.admin, " o1ab 23cd-45ｅｆ\n").claim_id == claim.pk


def test_expired_coupon_cannot_be_used(cast, coupon):
    claim = claim_coupon(cast.member, coupon)
    with clock.at(coupon.ends_at):
        assert refusal(lambda: redeem_claim(cast.admin, claim.code)).code == "coupon_expired"
    assert not Redemption.objects.exists()


def test_members_have_no_till(cast, coupon):
    claim = claim_coupon(cast.member, coupon)
    refusal(lambda: redeem_claim(cast.member, claim.code), NotAllowed)
    refusal(lambda: redeem_claim(cast.moderator, claim.code), NotAllowed)
    refusal(lambda: redeem_claim(cast.outsider, claim.code), NotAllowed)


def test_code_of_another_group_looks_like_no_code_at_all(cast):
    coupon = issue_coupon(cast.owner, title="x", quantity=5)
    claim = claim_coupon(cast.member, coupon)
    theirs = refusal(lambda: redeem_claim(cast.admin, claim.code), Invalid)
    unknown = refusal(lambda: redeem_claim(cast.admin, codes.new_code()), Invalid)
    nonsense = refusal(lambda: redeem_claim(cast.admin, "不是代碼\x00"), Invalid)
    answers = {(one.code, str(one), tuple(one.fields)) for one in (theirs, unknown, nonsense)}
    assert len(answers) == 1


def test_ten_wrong_codes_lock_the_till_even_for_a_right_one(cast, coupon):
    claim = claim_coupon(cast.member, coupon)
    for _time in range(10):
        refusal(lambda: redeem_claim(cast.admin, codes.new_code()), Invalid)
    assert refusal(lambda: redeem_claim(cast.admin, claim.code)).code == "too_many_attempts"
    assert redeem_claim(cast.agent, claim.code).pk
    assert WrongCode.objects.count() == 10


def test_locked_till_opens_again_after_ten_minutes(cast, coupon):
    claim = claim_coupon(cast.member, coupon)
    for _time in range(10):
        refusal(lambda: redeem_claim(cast.admin, codes.new_code()), Invalid)
    with clock.at(clock.now() + dt.timedelta(minutes=10, seconds=1)):
        assert redeem_claim(cast.admin, claim.code).pk


@pytest.mark.parametrize(("amount", "currency"), [(-1, "TWD"), (10**12, "TWD"), (100, "XXX"), (100, "")])
def test_impossible_amount_is_refused(cast, coupon, amount, currency):
    claim = claim_coupon(cast.member, coupon)
    refusal(lambda: redeem_claim(cast.admin, claim.code, order_amount=amount, currency=currency), Invalid)
    assert not Redemption.objects.exists()


def test_codes_are_random_enough_and_readable():
    made = {codes.new_code() for _ in range(2000)}
    assert len(made) == 2000
    assert len(codes.ALPHABET) ** codes.LENGTH >= 2**50
    assert not set("ILOU") & set(codes.ALPHABET)
    assert codes.grouped("7Q4K2M8DW9TX") == "7Q4K-2M8D-W9TX"


def test_wallet_sorts_what_one_has(cast, group, django_assert_num_queries):
    week = dt.timedelta(days=7)
    made = [
        issue_coupon(cast.admin, group, title=f"c{n}", quantity=5, ends_at=clock.now() + n * week) for n in (1, 2, 3, 4)
    ]
    for coupon in made[:3]:
        claim_coupon(cast.member, coupon)
    redeem_claim(cast.admin, Claim.objects.get(coupon=made[1]).code)
    with clock.at(clock.now() + dt.timedelta(days=8)), django_assert_num_queries(2):
        wallet = wallet_of(cast.member)
        found = [[one.coupon.title for one in part] for part in (wallet.usable, wallet.used, wallet.expired)]
        offered = [one.title for one in wallet.on_offer]
    assert found == [["c3"], ["c2"], ["c1"]]
    assert offered == ["c4"]


def test_claim_stays_in_the_wallet_of_someone_who_left(cast, group, coupon):
    claim_coupon(cast.member, coupon)
    leave_space(cast.member, group)
    assert [one.coupon.title for one in wallet_of(cast.member).usable] == ["手沖一杯招待"]
    assert wallet_of(cast.member).on_offer == []


def test_panel_costs_one_query_and_knows_what_is_mine(cast, group, coupon, django_assert_num_queries):
    claim = claim_coupon(cast.member, coupon)
    with django_assert_num_queries(1):
        panel = coupons_panel(cast.member, group)
    assert [(one.own_claim, one.own_is_used) for one in panel.rows] == [(claim.public_id, False)]
    assert panel.may_claim and not coupons_panel(cast.owner, group).may_claim


def test_admin_who_was_removed_a_moment_ago_redeems_nothing(cast, group, coupon):
    claim = claim_coupon(cast.member, coupon)
    assert cast.admin.can("coupon.redeem", group)  # what the request knew when it began
    Membership.objects.filter(member=cast.admin.member, space=group).update(state="removed")
    assert refusal(lambda: redeem_claim(cast.admin, claim.code), NotAllowed).code == "standing_changed"
    assert not Redemption.objects.exists()
