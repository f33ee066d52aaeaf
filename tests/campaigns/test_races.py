"""Claims, redemptions and publishing under real concurrency. Each has a twin with check-then-write, which must go wrong."""

import datetime as dt

import pytest
from django.db.models import F

from activity.models import Activity
from campaigns.actions import (
    cancel_announcement,
    claim_coupon,
    claims,
    draft_announcement,
    issue_coupon,
    mark_announcement_read,
    publish_due,
    publish_now,
    publishing,
    redeem_claim,
    redeeming,
    schedule_announcement,
)
from campaigns.models import Announcement, Claim, Coupon, Redemption
from campaigns.models.announcement import AnnouncementState
from core import clock, locks
from core.errors import Conflict
from members.viewer import Viewer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def codes_of(results):
    return sorted(one.code for one in results if isinstance(one, Conflict))


def facts(verb):
    return Activity.objects.filter(verb=verb).count()


@pytest.fixture
def issued(cast, group):
    def issue(quantity):
        return issue_coupon(cast.admin, group, title="x", quantity=quantity)

    return issue


def claimers(viewers, coupon):
    return [lambda viewer=viewer: claim_coupon(viewer, coupon) for viewer in viewers]


@pytest.mark.parametrize(("people", "pieces"), [(100, 10), (3, 2)])
def test_exactly_as_many_claims_as_pieces(issued, crowd, at_once, people, pieces):
    coupon = issued(pieces)
    results = at_once(claimers(crowd(people), coupon))
    won = [one for one in results if isinstance(one, Claim)]
    assert len(won) == pieces
    assert codes_of(results) == ["sold_out"] * (people - pieces)
    assert len({one.code for one in won}) == pieces
    assert sorted(one.ordinal for one in won) == list(range(1, pieces + 1))
    coupon.refresh_from_db()
    assert coupon.claimed_count == Claim.objects.filter(coupon=coupon).count() == pieces
    assert facts("coupon.claimed") == pieces


def test_twin_that_looks_before_it_takes_gives_away_too_many(issued, crowd, at_once, meeting, monkeypatch):
    coupon, meet = issued(2), meeting(3)

    def look_then_take(viewer, coupon):
        seen = Coupon.objects.get(pk=coupon.pk)
        if seen.is_sold_out:
            return None
        meet()
        Coupon.objects.filter(pk=coupon.pk).update(claimed_count=seen.claimed_count + 1)
        return Claim.objects.create(
            brand_id=coupon.brand_id, coupon=coupon, member=viewer.member, ordinal=viewer.actor_id
        )

    monkeypatch.setattr(claims, "_take_one", look_then_take)
    at_once(claimers(crowd(3), coupon))
    assert Claim.objects.filter(coupon=coupon).count() == 3


def test_one_person_claiming_fifty_times_at_once_gets_one(issued, cast, at_once):
    coupon = issued(10)
    results = at_once(claimers([Viewer(cast.member.user) for _ in range(50)], coupon))
    assert {one.code for one in results} == {Claim.objects.get().code}
    assert sum(one.is_new for one in results) == 1
    coupon.refresh_from_db()
    assert coupon.claimed_count == 1


def test_one_person_claiming_the_last_piece_twice_at_once_gets_it_both_times(issued, cast, at_once):
    coupon = issued(1)
    results = at_once(claimers([Viewer(cast.member.user) for _ in range(8)], coupon))
    assert {one.code for one in results} == {Claim.objects.get().code}


def test_twin_that_counts_apart_from_the_claim_loses_pieces(issued, cast, at_once, meeting, monkeypatch):
    coupon, meet = issued(10), meeting(8)

    def count_then_claim(viewer, coupon):
        meet()
        Coupon.objects.filter(pk=coupon.pk).update(claimed_count=F("claimed_count") + 1)
        return Claim.objects.get_or_create(
            coupon=coupon, member=viewer.member, defaults={"brand_id": coupon.brand_id, "ordinal": 1}
        )[0]

    monkeypatch.setattr(claims, "_take_one", count_then_claim)
    at_once(claimers([Viewer(cast.member.user) for _ in range(8)], coupon))
    coupon.refresh_from_db()
    assert coupon.claimed_count > Claim.objects.filter(coupon=coupon).count()


@pytest.fixture
def claimed(issued, cast):
    return claim_coupon(cast.member, issued(5))


def tills(cast, claim):
    staff = [cast.owner, cast.manager, cast.agent, cast.admin] * 3
    return [
        lambda viewer=viewer, number=number: redeem_claim(Viewer(viewer.user), claim.code, place=f"till {number}")
        for number, viewer in enumerate(staff)
    ]


def test_one_code_at_twelve_tills_is_used_once(cast, claimed, at_once):
    results = at_once(tills(cast, claimed))
    (used,) = [one for one in results if isinstance(one, Redemption)]
    assert codes_of(results) == ["already_redeemed"] * 11
    assert {one.fields["place"] for one in results if isinstance(one, Conflict)} == {used.place}
    claimed.coupon.refresh_from_db()
    assert claimed.coupon.redeemed_count == facts("coupon.redeemed") == 1


def test_twin_that_looks_before_it_redeems_accepts_a_code_twice(cast, claimed, at_once, meeting, monkeypatch):
    meet = meeting(4)  # four different tills

    def look_then_use(viewer, claim, now, columns):
        if claim.is_used:
            return redeeming._already(claim.redemption)
        meet()
        redeeming.record(redeeming.verbs.COUPON_REDEEMED, viewer=viewer, target=claim)
        return Redemption.objects.get_or_create(claim=claim, defaults={"brand_id": claim.brand_id, **columns})[0]

    monkeypatch.setattr(redeeming, "_use", look_then_use)
    at_once(tills(cast, claimed)[:4])
    assert facts("coupon.redeemed") > 1


@pytest.fixture
def due(cast, group):
    """An announcement whose time came a second ago."""
    draft = draft_announcement(cast.admin, group, title="x", body="y")
    schedule_announcement(cast.admin, draft, publish_at=clock.now() + dt.timedelta(minutes=1))
    Announcement.objects.filter(pk=draft.pk).update(publish_at=clock.now() - dt.timedelta(seconds=1))
    return Announcement.objects.select_related("space", "author").get(pk=draft.pk)


def test_many_workers_publish_once(due, at_once):
    assert sum(at_once([publish_due] * 8)) == 1
    due.refresh_from_db()
    assert due.is_published and facts("announcement.published") == 1


def test_conditional_update_alone_publishes_once(due, at_once, monkeypatch):
    """SKIP LOCKED is the second guard: without it rivals wait for the row and find it done."""
    monkeypatch.setattr(locks, "claim", lambda rows: rows)
    at_once([publish_due] * 4)
    assert facts("announcement.published") == 1


def unconditional(meet):
    """What `change` would be if it trusted what was read a moment ago."""

    def change(announcement, version, *, states=(), **columns):
        meet()
        blank = {"published_at": None, "cancelled_at": None}
        Announcement.objects.filter(pk=announcement.pk).update(**(blank | columns))

    return change


def test_twin_without_condition_publishes_twice(due, at_once, meeting, monkeypatch):
    monkeypatch.setattr(locks, "claim", lambda rows: rows)
    monkeypatch.setattr(publishing, "change", unconditional(meeting(2)))
    at_once([publish_due] * 2)
    assert facts("announcement.published") == 2


@pytest.mark.parametrize("round_", range(3))
def test_cancelling_against_the_worker_has_one_winner(cast, due, at_once, round_):
    done, cancelled = at_once([publish_due, lambda: cancel_announcement(Viewer(cast.admin.user), due)])
    due.refresh_from_db()
    if due.state == AnnouncementState.CANCELLED:
        assert facts("announcement.published") == 0 and not isinstance(cancelled, Exception)
    else:
        assert due.is_published and cancelled.code == "already_published" and done == 1
        assert facts("announcement.cancelled") == 0


def test_twin_without_condition_cancels_what_was_sent(cast, due, at_once, meeting, monkeypatch):
    monkeypatch.setattr(locks, "claim", lambda rows: rows)
    monkeypatch.setattr(publishing, "change", unconditional(meeting(2)))
    at_once([publish_due, lambda: cancel_announcement(Viewer(cast.admin.user), due)])
    assert facts("announcement.published") == facts("announcement.cancelled") == 1


def test_one_reader_opening_ten_tabs_is_counted_once(cast, group, at_once):
    published = publish_now(cast.admin, draft_announcement(cast.admin, group, title="x", body="y"))
    at_once([lambda: mark_announcement_read(Viewer(cast.member.user), published)] * 10)
    published.refresh_from_db()
    assert published.read_count == facts("announcement.read") == 1


def test_a_burst_of_guesses_is_counted_one_by_one(cast, claimed, at_once):
    guesses = [lambda n=n: redeem_claim(Viewer(cast.agent.user), f"GGGGGGGGGG{n:02}") for n in range(30)]
    answers = [one.code for one in at_once(guesses)]
    assert answers.count("unknown_code") == 10 and answers.count("too_many_attempts") == 20
