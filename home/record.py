"""What staff read about one person, over all apps: only what this viewer may see of each space."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from activity.models import Activity
from campaigns.models import Claim
from core.errors import Text
from core.seals import seal, unseal
from members.models import BrandMember, Membership
from spaces.models import Space

FACTS, INVITEES, GENERATIONS = 20, 20, 4

# A fact without a sentence here is no news about a person.
SENTENCES: dict[str, Text] = {
    "member.joined_brand": _("Came to the brand"),
    "member.joined": _("Joined"),
    "member.left": _("Left"),
    "member.removed": _("Was removed"),
    "role.changed": _("Got another role"),
    "application.sent": _("Applied"),
    "application.withdrawn": _("Withdrew an application"),
    "profile.changed": _("Changed their profile"),
    "member.tagged": _("Was tagged"),
    "member.untagged": _("Lost a tag"),
    "record.changed": _("Record was changed"),
    "contact.seen": _("Contact data was looked at"),
    "post.submitted": _("Handed in a post for review"),
    "post.published": _("Published a post"),
    "comment.published": _("Wrote a comment"),
    "reaction.added": _("Reacted"),
    "announcement.read": _("Read an announcement"),
    "announcement.acknowledged": _("Confirmed an announcement"),
    "coupon.claimed": _("Claimed a coupon"),
    "coupon.redeemed": _("Redeemed a coupon"),
}
# Done by staff at work: news about the person they did it to, not about the one who did it.
DONE_TO = {"member.removed", "role.changed", "member.tagged", "member.untagged", "record.changed", "contact.seen"}


@dataclass(frozen=True)
class Moment:
    sentence: Text
    at: Any
    space: Space | None
    by: BrandMember | None


def timeline(viewer: Any, person: BrandMember, before: str = "") -> tuple[list[Moment], str]:
    """(facts, mark of the next page): what they did and what was done to them, the latest first."""
    readable = {one.pk: one for one in Space.objects.readable_by(viewer)}
    facts = Activity.objects.filter(_about(person), Q(space_id=None) | Q(space_id__in=readable), verb__in=SENTENCES)
    if before and (mark := unseal(before, "activity")) is not None:
        facts = facts.filter(pk__lt=mark)
    page = list(facts.order_by("-id")[: FACTS + 1])
    people = BrandMember.objects.in_bulk({one.actor_id for one in page if one.actor_id})
    shown = [_moment(one, person, readable, people) for one in page[:FACTS]]
    return shown, seal(page[FACTS - 1].pk, "activity") if len(page) > FACTS else ""


def _about(person: BrandMember) -> Q:
    memberships = list(Membership.objects.filter(member=person).values_list("pk", flat=True))
    did = Q(actor_id=person.pk) & ~Q(verb__in=DONE_TO)
    done_to = Q(target_type="members.brandmember", target_id=person.pk) | Q(
        target_type="members.membership", target_id__in=memberships
    )
    return did | done_to


def _moment(fact: Activity, person: BrandMember, spaces: dict[int, Space], people: dict[int, BrandMember]) -> Moment:
    by = people.get(fact.actor_id) if fact.actor_id and fact.actor_id != person.pk else None
    return Moment(SENTENCES[fact.verb], fact.at, spaces.get(fact.space_id) if fact.space_id else None, by)


def standings(viewer: Any, person: BrandMember) -> QuerySet[Membership]:
    """Every space where they belong or belonged, as far as the viewer may read it."""
    readable = Space.objects.readable_by(viewer)
    theirs = Membership.objects.filter(member=person, space__in=readable).select_related("space", "invited_by")
    return theirs.order_by("-joined_at")


def claims_shown(viewer: Any, person: BrandMember) -> list[Claim]:
    """Coupons they took, without the codes. What a group gives is its inside: a manager's look is noted."""
    theirs = Claim.objects.visible_to(viewer).filter(member=person)
    claims = list(theirs.select_related("coupon__space", "redemption").order_by("-id")[:10])
    viewer.looks_into(*(one.coupon.space for one in claims))
    return claims


@dataclass(frozen=True)
class Branch:
    """`inviters` from the nearest up; `invitees` with how many each of them brought."""

    inviters: list[BrandMember]
    invitees: list[BrandMember]
    count: int


def inviter_tree(person: BrandMember) -> Branch:
    mine = BrandMember.objects.filter(invited_by=person)
    brought = list(mine.annotate(brought=Count("invitees")).order_by("-id")[:INVITEES])
    return Branch(list(_inviters(person)), brought, mine.count() if len(brought) == INVITEES else len(brought))


def _inviters(person: BrandMember) -> Iterable[BrandMember]:
    """A chain, never a circle: who invited was there before."""
    seen, one = {person.pk}, person
    while len(seen) <= GENERATIONS and one.invited_by_id and one.invited_by_id not in seen:
        one = BrandMember.objects.get(pk=one.invited_by_id)
        seen.add(one.pk)
        yield one
