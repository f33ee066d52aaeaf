"""Every number that Plaza keeps: its name, unit, meaning, and the facts it is made of. Verbs are strings: analytics
reads facts of apps that it does not know; a test finds each verb in the catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from activity import verbs
from core.errors import Text


class Counts(StrEnum):
    FACTS = "facts"  # each fact is one
    PEOPLE = "people"  # each person is one a day, whatever they did
    AMOUNT = "amount"  # the number that the fact carries


@dataclass(frozen=True)
class Metric:
    """One number per day (grain), for the whole brand and for each space. `space_verbs` differ where meaning does."""

    name: str
    label: Text
    meaning: Text
    unit: str
    verbs: frozenset[str]
    counts: Counts = Counts.FACTS
    space_verbs: frozenset[str] = field(default=frozenset())
    amount_key: str = ""
    grain: str = "day"

    def verbs_in(self, *, space: bool) -> frozenset[str]:
        return (self.space_verbs or self.verbs) if space else self.verbs

    def amount_of(self, fact: Any) -> int:
        return int(fact.detail.get(self.amount_key) or 0) if self.counts is Counts.AMOUNT else 1


def _facts(name: str, label: Text, meaning: Text, unit: str, *names: str, space: str = "") -> Metric:
    return Metric(name, label, meaning, unit, frozenset(names), space_verbs=frozenset([space] if space else []))


NEW_MEMBERS = _facts(
    "new_members",
    _("New members"),
    _("People who joined the brand for the first time; in a space, those who entered it."),
    "people",
    "member.joined_brand",
    space="member.joined",
)
ACTIVE_MEMBERS = Metric(
    "active_members",
    _("Active members"),
    _("Different people who did anything that day: joined, wrote, reacted, read an announcement, claimed a coupon."),
    "people",
    frozenset(),
    Counts.PEOPLE,
)
POSTS = _facts("posts", _("Posts"), _("Posts that were published."), "posts", "post.published")
COMMENTS = _facts("comments", _("Comments"), _("Comments that were published."), "comments", "comment.published")
REACTIONS = _facts("reactions", _("Reactions"), _("Reactions given to posts."), "reactions", "reaction.added")
READERS = _facts(
    "announcement_readers",
    _("Announcement readers"),
    _("Members who opened an announcement for the first time; someone who reads two counts twice."),
    "readers",
    "announcement.read",
)
CLAIMS = _facts("coupon_claims", _("Coupon claims"), _("Coupons that members claimed."), "coupons", "coupon.claimed")
REDEMPTIONS = _facts(
    "redemptions", _("Redemptions"), _("Coupons that staff redeemed for a member."), "coupons", "coupon.redeemed"
)
REDEEMED_AMOUNT = Metric(
    "redeemed_amount",
    _("Redeemed amount"),
    _("Order amounts noted when coupons were redeemed, in hundredths of the currency."),
    "cents",
    frozenset(["coupon.redeemed"]),
    Counts.AMOUNT,
    amount_key="amount_cents",
)

METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        NEW_MEMBERS,
        ACTIVE_MEMBERS,
        POSTS,
        COMMENTS,
        REACTIONS,
        READERS,
        CLAIMS,
        REDEMPTIONS,
        REDEEMED_AMOUNT,
    )
}
UNITS = {
    "people": pgettext_lazy("unit", "people"),
    "posts": pgettext_lazy("unit", "posts"),
    "comments": pgettext_lazy("unit", "comments"),
    "reactions": pgettext_lazy("unit", "reactions"),
    "readers": pgettext_lazy("unit", "readers"),
    "coupons": pgettext_lazy("unit", "coupons"),
    "cents": pgettext_lazy("unit", "hundredths"),
}
COUNTED = tuple(metric for metric in METRICS.values() if metric.counts is not Counts.PEOPLE)


# Whoever knocks is active in the brand, but not yet inside the group.
KNOCKING = frozenset({"application.sent", "application.withdrawn"})


def is_taking_part(verb: str, *, inside: bool) -> bool:
    """
    Whether the fact makes its actor active in the brand or (`inside`) in its space.

    What staff do on duty is in the audit trail, and is not taking part.
    """
    declared = verbs.catalogue.get(verb)
    return declared is not None and not declared.audited and not (inside and verb in KNOCKING)


def taking_part(*, inside: bool) -> Iterator[str]:
    return (name for name in verbs.catalogue if is_taking_part(name, inside=inside))
