"""The filter of a list and the rule for one object give the same answer, for every viewer and every object.

Add `(list, rule, objects)` of your app to CASES.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import pytest

from campaigns.models import Announcement, Claim, Coupon, CouponState
from campaigns.rules import can_see_announcement, can_see_claim, can_see_coupon
from communities.models import Proposal, ProposalState
from communities.rules import can_see_proposal
from core import clock
from delivery.models import WebhookDelivery
from delivery.rules import can_see_webhook_delivery
from members.actions import apply_to_space, create_tag, decline_application, save_segment, start_bridge, start_tag_job
from members.models import Application, BrandMember, Bridge, Invite, Segment, Tag, TagJob
from members.models.membership import Role, Source, State
from members.rules import (
    can_see_application,
    can_see_bridge,
    can_see_invite,
    can_see_segment,
    can_see_tag,
    can_see_tag_job,
)
from spaces.models import Space
from spaces.rules import can_read_space, can_see_space
from tests.conftest import CAST
from tests.permissions.webhook_subjects import told_of_community, told_of_secret, webhook_test


class Case(NamedTuple):
    listed: Callable[[Any], Any]
    rule: Callable[[Any, Any], Any]
    objects: Callable[[Any], Iterable[Any]]


def every_space(world) -> list[Space]:
    """Each kind and visibility, listed publicly or not, open and archived; the cast belongs to some and not to others."""
    kinds = [("community", "public"), ("community", "brand"), ("group", "listed"), ("group", "secret")]
    for index, (kind, visibility) in enumerate(kinds):
        for archived_at in (None, clock.now()):
            for publicly in (False, True) if visibility == "listed" else (False,):
                Space.objects.create(
                    brand=world.brand,
                    kind=kind,
                    slug=f"s{index}-{bool(archived_at)}-{publicly}".lower(),
                    name="x",
                    visibility=visibility,
                    listed_publicly=publicly,
                    join_policy="apply",
                    posting_policy="members",
                    archived_at=archived_at,
                )
    archived = {"kind": "group", "visibility": "secret", "join_policy": "invite", "posting_policy": "members"}
    theirs = Space.objects.create(brand=world.brand, slug="theirs", name="x", **archived)
    join(world, theirs)
    Space.objects.filter(pk=theirs.pk).update(archived_at=clock.now())
    return list(Space.objects.all())


def join(world, space: Space) -> None:
    """Two inside, and one each who was removed and banned: neither of those is ever equal to a member."""
    for name, state in (
        ("admin", State.ACTIVE),
        ("member", State.ACTIVE),
        ("expert", State.REMOVED),
        ("guest", State.BANNED),
    ):
        viewer = getattr(world.cast, name)
        viewer.member.memberships.create(
            brand=world.brand,
            space=space,
            state=state,
            role=Role.ADMIN if name == "admin" else Role.MEMBER,
            source=Source.INVITED,
            ended_at=None if state == State.ACTIVE else clock.now(),
        )
        viewer.refresh()


def every_application(world) -> list[Application]:
    declined = apply_to_space(world.cast.guest, world.group, answers={"q1": "Filter."})
    decline_application(world.cast.admin, declined, reason="Tell us more.")
    for name in ("guest", "agent"):
        apply_to_space(getattr(world.cast, name), world.group, answers={"q1": "Filter."})
    outside = Space.objects.create(
        brand=world.brand,
        kind="group",
        slug="other",
        name="x",
        visibility="listed",
        join_policy="apply",
        posting_policy="members",
    )
    apply_to_space(world.cast.member, outside, answers={})
    apply_to_space(world.cast.admin, outside, answers={})
    return list(Application.objects.select_related("space"))


def every_bridge(world) -> list[Bridge]:
    rule = {"match": "all", "rules": [{"field": "vip_tier", "tiers": [1]}]}
    segment = save_segment(world.cast.owner, name="x", rule=rule)
    return [
        start_bridge(world.cast.owner, space, segment=segment, plaza=world.community)
        for space in (world.group, world.secret)
    ]


def every_segment(world) -> list[Segment]:
    """Open to admins or not, naming each space or none."""
    rules = [{"field": "vip_tier", "tiers": [1]}]
    rules += [{"field": "space", "space": space.public_id} for space in (world.community, world.group, world.secret)]
    return [
        save_segment(
            world.cast.owner, name=f"{index} {is_open}", rule={"match": "all", "rules": [rule]}, is_open=is_open
        )
        for index, rule in enumerate(rules)
        for is_open in (False, True)
    ]


def every_proposal(world) -> list[Proposal]:
    """Of several people, in every state."""
    names = ("owner", "editor", "admin", "member", "guest")
    return [
        Proposal.objects.create(brand=world.brand, member=getattr(world.cast, name).member, name="x", state=state)
        for name, state in zip(names, [*ProposalState, ProposalState.WAITING], strict=True)
    ]


def every_tag_job(world) -> list[TagJob]:
    return [start_tag_job(world.cast.owner, tag) for tag in every_tag(world)]


def every_tag(world) -> list[Tag]:
    return [create_tag(world.cast.owner, name=name) for name in ("常客", "cupping")]


def audiences(world) -> list[Space | None]:
    """Every space one may or may not belong to, and the whole brand."""
    return [None, *every_space(world)]


def every_announcement(world) -> list[Announcement]:
    """In every state, to every audience."""
    now = clock.now()
    times = {
        "draft": {},
        "scheduled": {"publish_at": now},
        "published": {"published_at": now},
        "cancelled": {"cancelled_at": now},
        "needs_confirmation": {"publish_at": now, "held_because": "late"},
    }
    for space in audiences(world):
        for state, columns in times.items():
            Announcement.objects.create(
                brand=world.brand, space=space, title="x", body="y", body_html="y", state=state, **columns
            )
    return list(Announcement.objects.select_related("space"))


def every_coupon(world) -> list[Coupon]:
    later = clock.now() + dt.timedelta(days=1)
    for space in audiences(world):
        for state in CouponState:
            Coupon.objects.create(brand=world.brand, space=space, title="x", quantity=5, ends_at=later, state=state)
    return list(Coupon.objects.select_related("space"))


def every_claim(world) -> list[Claim]:
    """Of members, of those who were thrown out since, and of staff."""
    for coupon in every_coupon(world):
        for ordinal, name in enumerate(("owner", "admin", "member", "expert", "guest"), 1):
            member = getattr(world.cast, name).member
            Claim.objects.create(brand=world.brand, coupon=coupon, member=member, ordinal=ordinal)
    return list(Claim.objects.select_related("coupon__space"))


def every_invite(world) -> list[Invite]:
    """Links and personal ones in every space, by those who still run it and by those who were thrown out since."""
    names = ("owner", "admin", "member", "expert", "guest")
    for space in every_space(world):
        for name in names:
            by = getattr(world.cast, name).member
            Invite.objects.create(brand=world.brand, space=space, invited_by=by)
            Invite.objects.create(brand=world.brand, space=space, kind="person", member=by, uses_limit=1)
            address = {"kind": "email", "email": f"{name}@example.com", "uses_limit": 1}
            Invite.objects.create(brand=world.brand, space=space, invited_by=by, **address)
    Invite.objects.create(brand=world.brand, brand_role="editor", uses_limit=1, invited_by=world.cast.owner.member)
    return list(Invite.objects.select_related("space"))


def every_webhook_delivery(world) -> list[WebhookDelivery]:
    return [make(world)[0] for make in (webhook_test, told_of_community, told_of_secret)]


CASES = {
    "webhooks that were sent": Case(
        lambda viewer: WebhookDelivery.objects.visible_to(viewer), can_see_webhook_delivery, every_webhook_delivery
    ),
    "invitations": Case(lambda viewer: Invite.objects.visible_to(viewer), can_see_invite, every_invite),
    "announcements": Case(
        lambda viewer: Announcement.objects.visible_to(viewer), can_see_announcement, every_announcement
    ),
    "coupons": Case(lambda viewer: Coupon.objects.visible_to(viewer), can_see_coupon, every_coupon),
    "claims": Case(lambda viewer: Claim.objects.visible_to(viewer), can_see_claim, every_claim),
    "spaces one may know of": Case(lambda viewer: Space.objects.visible_to(viewer), can_see_space, every_space),
    "spaces one may read": Case(lambda viewer: Space.objects.readable_by(viewer), can_read_space, every_space),
    "bridges": Case(lambda viewer: Bridge.objects.visible_to(viewer), can_see_bridge, every_bridge),
    "segments": Case(lambda viewer: Segment.objects.visible_to(viewer), can_see_segment, every_segment),
    "tag jobs": Case(lambda viewer: TagJob.objects.visible_to(viewer), can_see_tag_job, every_tag_job),
    "tags": Case(lambda viewer: Tag.objects.visible_to(viewer), can_see_tag, every_tag),
    "proposals": Case(lambda viewer: Proposal.objects.visible_to(viewer), can_see_proposal, every_proposal),
    "applications": Case(lambda viewer: Application.objects.visible_to(viewer), can_see_application, every_application),
}


@pytest.mark.parametrize("name", CASES)
def test_list_and_rule_agree(name, world):
    case = CASES[name]
    objects = list(case.objects(world))
    assert objects
    for who in CAST:
        viewer = getattr(world.cast, who)
        listed = set(case.listed(viewer).values_list("pk", flat=True))
        allowed = {one.pk for one in objects if case.rule(viewer, one)}
        assert listed == allowed, f"{who}: {listed ^ allowed}"


def test_case_covers_every_standing(world):
    """A table over a world in which nobody is banned would prove little."""
    every_space(world)
    assert {"active", "removed", "banned"} <= set(BrandMember.objects.values_list("memberships__state", flat=True))
