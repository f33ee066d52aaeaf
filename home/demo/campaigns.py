"""Announcements that were read by most, coupons that were claimed and partly used."""

import datetime as dt
import random
from functools import partial
from typing import Any

from campaigns.actions import (
    claim_coupon,
    draft_announcement,
    issue_coupon,
    mark_announcement_read,
    publish_now,
    redeem_claim,
    schedule_announcement,
)
from campaigns.models import Announcement, Coupon
from home.demo.people import People
from home.demo.timeline import Timeline, read
from members.models import Membership
from members.models.membership import State

_READ_SHARE = (0.55, 0.95)
_CENTS = 100


class Campaigns:
    def __init__(self, people: People) -> None:
        self.people = people
        self.chance = random.Random(7)

    def plan(self, timeline: Timeline) -> None:
        told = read("campaigns")
        for announcement in told["announcements"]:
            moment = timeline.moment(announcement["day"], announcement["hour"])
            if announcement["status"] == "published":
                timeline.plan(moment, partial(self._announce, announcement, moment, timeline))
            else:
                timeline.plan(timeline.now - dt.timedelta(minutes=30), partial(self._schedule, announcement, moment))
        for coupon in told["coupons"]:
            moment = timeline.moment(coupon["day"], coupon["hour"])
            timeline.plan(moment, partial(self._issue, coupon, moment, timeline))

    def _announce(self, told: dict[str, Any], moment: dt.datetime, timeline: Timeline) -> None:
        announcement = publish_now(self.people.viewer(told["author"]), self._draft(told))
        readers = self._members(told["space"], without=told["author"])
        share = self.chance.uniform(*_READ_SHARE)
        for handle in readers[: round(len(readers) * share)]:
            at = moment + dt.timedelta(hours=0.1 + self.chance.random() ** 2 * 60)
            timeline.plan(at, partial(self._read, handle, announcement))

    def _schedule(self, told: dict[str, Any], publish_at: dt.datetime) -> None:
        schedule_announcement(self.people.viewer(told["author"]), self._draft(told), publish_at=publish_at)

    def _draft(self, told: dict[str, Any]) -> Announcement:
        space = self.people.spaces[told["space"]]
        return draft_announcement(self.people.viewer(told["author"]), space, title=told["title"], body=told["body"])

    def _read(self, handle: str, announcement: Announcement) -> None:
        mark_announcement_read(self.people.viewer(handle), announcement)

    def _issue(self, told: dict[str, Any], moment: dt.datetime, timeline: Timeline) -> None:
        ends_at = timeline.moment(told["day"] - told["valid_days"], 23 + 59 / 60)
        coupon = issue_coupon(
            self.people.viewer(told["author"]),
            self.people.spaces[told["space"]],
            title=told["title"],
            terms=told["terms"],
            quantity=told["quantity"],
            ends_at=ends_at,
        )
        uses = [place["place"] for place in told["redemptions"] for _piece in range(place["count"])]
        claimers = self._members(told["space"], without=told["author"])[: told["claims"]]
        for index, handle in enumerate(claimers):
            at = moment + dt.timedelta(hours=0.2 + index * self.chance.uniform(0.3, 2.5))
            place = uses[index] if index < len(uses) else ""
            timeline.plan(at, partial(self._claim, handle, coupon, place, at, timeline))

    def _claim(self, handle: str, coupon: Coupon, place: str, moment: dt.datetime, timeline: Timeline) -> None:
        claim = claim_coupon(self.people.viewer(handle), coupon)
        if place:
            used_at = min(
                moment + dt.timedelta(hours=self.chance.uniform(3, 150)), coupon.ends_at - dt.timedelta(hours=1)
            )
            timeline.plan(used_at, partial(self._redeem, claim.code, place))

    def _redeem(self, code: str, place: str) -> None:
        amount = self.chance.randrange(90, 900, 10) * _CENTS
        redeem_claim(self.people.viewer("mingzhe"), code, place=place, order_amount=amount, currency="TWD")

    def _members(self, slug: str, *, without: str) -> list[str]:
        """Handles of who belongs at this moment, in a mixed but repeatable order."""
        here = Membership.objects.filter(space=self.people.spaces[slug], state=State.ACTIVE)
        accounts = set(here.values_list("member__account_id", flat=True))
        handles = [
            handle for handle, account in self.people.accounts.items() if account.pk in accounts and handle != without
        ]
        self.chance.shuffle(handles)
        return handles
