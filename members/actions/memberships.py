"""Entering and leaving spaces, and the roles held there."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _

from activity.actions import record
from core import clock, locks, text
from core.decisions import ensure
from core.errors import Conflict
from members import rules, verbs
from members.actions.records import join_brand
from members.actions.standing import hold_record, hold_standing
from members.models import BrandMember, Invite, Membership
from members.models.invite import Outcome
from members.models.membership import Role, Source, State
from spaces.models import Space


@transaction.atomic
def join_space(viewer: Any, space: Space) -> Membership:
    """Join freely, accepting the rules as they stand. Joining twice changes nothing."""
    ensure(rules.can_join(viewer, space))
    member = join_brand(viewer, space.brand)
    membership, entered = enter(space, member, source=Source.JOINED, freely=True)
    viewer.refresh()
    if entered:
        record(verbs.MEMBER_JOINED, viewer=viewer, target=membership, space=space, source=str(membership.source))
    return membership


@transaction.atomic
def found_space(viewer: Any, space: Space) -> Membership:
    """Whoever opens a space is its first admin."""
    membership, entered = enter(space, viewer.member, source=Source.FOUNDED, role=Role.ADMIN)
    viewer.refresh()
    if entered:
        record(verbs.MEMBER_JOINED, viewer=viewer, target=membership, space=space, source=Source.FOUNDED.value)
    return membership


@transaction.atomic
def found_for(space: Space, member: BrandMember) -> Membership:
    """Whoever asked for a space is its first admin, though somebody else said yes."""
    membership, entered = enter(space, member, source=Source.FOUNDED, role=Role.ADMIN)
    if entered:
        record(verbs.MEMBER_JOINED, target=membership, space=space, source=Source.FOUNDED.value)
    return membership


@transaction.atomic
def enter(
    space: Space,
    member: BrandMember,
    *,
    source: str,
    role: str = Role.MEMBER,
    invite: Invite | None = None,
    knew_rules: bool = True,
    freely: bool = False,
) -> tuple[Membership, bool]:
    """
    Make `member` an active member; (membership, False) when they already are. The caller decided that they may.

    A ban is asked again under the lock, and where they come `freely`, by nobody's decision, so is the wait.

    Locks are always taken in the order record, membership, space, invite. The third makes the number of a member safe.
    """
    hold_record(member)
    membership = held_standing(space, member)
    if membership.state == State.ACTIVE:
        return membership, False
    ensure(rules.may_return(membership, space, freely=freely))  # as it stands since we were loaded
    _take_place(space)
    membership.number = membership.number or _last_number(space) + 1
    source = _keep_origin(membership, source, invite)
    membership.state, membership.role, membership.source = State.ACTIVE, role, source
    membership.rules_version = space.rules_version if knew_rules else 0
    membership.joined_at, membership.ended_at = clock.now(), None
    membership.banned_until, membership.end_reason = None, ""
    membership.save()
    return membership, True


def _keep_origin(membership: Membership, source: str, invite: Invite | None) -> str:
    """Who invited and where, kept for good. Whoever was invited and took the free door came by the invitation, too."""
    waiting = membership.invite if membership.state == State.INVITED else None
    if waiting is not None and waiting != invite:
        Invite.objects.filter(pk=waiting.pk, closed_at=None).update(
            closed_at=clock.now(), outcome=Outcome.ACCEPTED if invite is None else Outcome.REPLACED
        )
    origin = invite or waiting
    membership.invite = origin
    membership.invited_by_id = origin.invited_by_id if origin else None
    membership.source_label = origin.source_label if origin else ""
    return Source.INVITED if waiting is not None and source == Source.JOINED else source


def held_standing(space: Space, member: BrandMember) -> Membership:
    """The row for this space and member, locked; made as `invited` when there is none. Of two makers one waits and reads."""
    mine = locks.for_update(Membership.objects.filter(space=space, member=member))
    if (found := mine.first()) is not None:
        return found
    try:
        with transaction.atomic():
            return Membership.objects.create(brand_id=space.brand_id, space=space, member=member, state=State.INVITED)
    except IntegrityError:
        return mine.get()


def _take_place(space: Space) -> None:
    """The size limit holds because the counter moves in one conditional UPDATE."""
    room = Q(size_limit=None) | Q(member_count__lt=F("size_limit"))
    here = Space.objects.filter(pk=space.pk)
    if here.filter(room, archived_at=None).update(member_count=F("member_count") + 1):
        return
    if here.exclude(archived_at=None).exists():
        raise Conflict(_("This space is archived."), code="archived")
    raise Conflict(_("This space is full."), code="space_full")


def _last_number(space: Space) -> int:
    return Membership.objects.filter(space=space).aggregate(last=Max("number"))["last"] or 0


@transaction.atomic
def leave_space(viewer: Any, space: Space) -> None:
    ensure(rules.can_leave(viewer, space))
    membership = end(space, viewer.member, State.LEFT)
    if membership:
        record(verbs.MEMBER_LEFT, viewer=viewer, target=membership, space=space)
    viewer.refresh()


@transaction.atomic
def remove_member(viewer: Any, membership: Membership, *, reason: str = "") -> None:
    """Take someone out of the space; the reason reaches them. Removing twice changes nothing."""
    ensure(rules.can_remove_member(viewer, membership))
    reason = text.clean(reason, field="reason", longest=300)
    hold_both(viewer, membership)
    if end(membership.space, membership.member, State.REMOVED, reason=reason):
        record(verbs.MEMBER_REMOVED, viewer=viewer, target=membership, space=membership.space)


def hold_both(viewer: Any, membership: Membership) -> None:
    """Two admins who remove each other wait in the order of ids; the later one finds that they are no admin any more."""
    both = Membership.objects.filter(space_id=membership.space_id, member__in=[viewer.actor_id, membership.member_id])
    list(locks.for_update(both.order_by("id")))
    hold_standing(viewer, membership.space)


def end(space: Space, member: BrandMember, state: str, *, reason: str = "") -> Membership | None:
    mine = Membership.objects.filter(space=space, member=member, state=State.ACTIVE)
    if not mine.update(state=state, role=Role.MEMBER, ended_at=clock.now(), end_reason=reason):
        return None
    Space.objects.filter(pk=space.pk).update(member_count=F("member_count") - 1)
    return Membership.objects.get(space=space, member=member)


@transaction.atomic
def assign_role(viewer: Any, membership: Membership, role: str) -> Membership:
    """Give a role. The same role again changes nothing; someone who has left meanwhile is a Conflict."""
    ensure(rules.can_assign_role(viewer, membership, role))
    hold_both(viewer, membership)
    held = Membership.objects.filter(pk=membership.pk, state=State.ACTIVE)
    if held.exclude(role=role).update(role=role):
        record(verbs.ROLE_CHANGED, viewer=viewer, target=membership, space=membership.space, role=role)
    elif not held.exists():
        raise Conflict(_("They are not a member any more."), code="not_member")
    return Membership.objects.select_related("member", "space").get(pk=membership.pk)
