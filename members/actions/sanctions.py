"""Mute, ban from one space, and the way back. Every one takes effect with the commit: nobody's powers are kept anywhere."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activity.actions import record
from core import clock, text
from core.decisions import ensure
from core.errors import Conflict, Invalid
from members import rules, verbs
from members.actions.memberships import end, enter, hold_both
from members.bars import drop_bars
from members.models import Membership
from members.models.membership import Role, State

REASON_LENGTH = 300
LONGEST_DAYS = 3650


def checked_reason(reason: str, *, required: bool = True) -> str:
    return text.clean(reason, field="reason", longest=REASON_LENGTH, shortest=1 if required else 0)


def checked_until(until: dt.datetime | None, *, required: bool = False) -> dt.datetime | None:
    """A moment to come, not further than ten years; None is without an end."""
    if until is None:
        if required:
            raise Invalid.field("until", _("Choose until when."), "required")
        return None
    if not clock.now() < until <= clock.now() + dt.timedelta(days=LONGEST_DAYS):
        raise Invalid.field("until", _("Choose a time in the future, within ten years."), "out_of_range")
    return until


@transaction.atomic
def ban_from_space(viewer: Any, membership: Membership, *, reason: str, until: dt.datetime | None = None) -> Membership:
    """Out of the space, and no way back before `until` (None: before someone lifts it). Banning anew replaces both."""
    ensure(rules.can_ban_member(viewer, membership))
    reason, until = checked_reason(reason), checked_until(until)
    hold_both(viewer, membership)
    end(membership.space, membership.member, State.REMOVED)
    Membership.objects.filter(pk=membership.pk).update(
        state=State.BANNED, role=Role.MEMBER, ended_at=clock.now(), banned_until=until, end_reason=reason
    )
    record(verbs.BANNED, viewer=viewer, target=membership, space=membership.space, days=_days(until))
    return fresh(membership)


@transaction.atomic
def lift_space_ban(viewer: Any, membership: Membership) -> Membership:
    """The person is outside as if they had left: they come back by the space's own door. Lifting twice changes nothing."""
    ensure(rules.can_lift_space_ban(viewer, membership))
    hold_both(viewer, membership)
    banned = Membership.objects.filter(pk=membership.pk, state=State.BANNED)
    if banned.update(state=State.LEFT, banned_until=None, end_reason=""):
        drop_bars(membership.member, membership.space_id)
        record(verbs.BAN_LIFTED, viewer=viewer, target=membership, space=membership.space)
    return fresh(membership)


@transaction.atomic
def restore_member(viewer: Any, membership: Membership) -> Membership:
    """Undo a removal: back inside at once, as a plain member. Roles have to be given again."""
    ensure(rules.can_restore_member(viewer, membership))
    hold_both(viewer, membership)
    if not Membership.objects.filter(pk=membership.pk, state=State.REMOVED).exists():
        raise Conflict(_("Someone else changed this in the meantime."), code="changed_meanwhile")
    restored, _entered = enter(membership.space, membership.member, source=membership.source)
    drop_bars(membership.member, membership.space_id)
    record(verbs.RESTORED, viewer=viewer, target=restored, space=membership.space)
    return fresh(restored)


@transaction.atomic
def mute_member(viewer: Any, membership: Membership, *, reason: str, until: dt.datetime) -> Membership:
    """They read on, and every write of theirs in this space is refused until then."""
    ensure(rules.can_mute_member(viewer, membership))
    reason, until_ = checked_reason(reason), checked_until(until, required=True)
    hold_both(viewer, membership)
    active = Membership.objects.filter(pk=membership.pk, state=State.ACTIVE)
    if not active.update(muted_until=until_, mute_reason=reason):
        raise Conflict(_("They are not a member any more."), code="not_member")
    record(verbs.MUTED, viewer=viewer, target=membership, space=membership.space, days=_days(until_))
    return fresh(membership)


@transaction.atomic
def unmute_member(viewer: Any, membership: Membership) -> Membership:
    ensure(rules.can_unmute_member(viewer, membership))
    hold_both(viewer, membership)
    if Membership.objects.filter(pk=membership.pk).exclude(muted_until=None).update(muted_until=None, mute_reason=""):
        record(verbs.UNMUTED, viewer=viewer, target=membership, space=membership.space)
    return fresh(membership)


def _days(until: dt.datetime | None) -> int | None:
    """For the log: how long, in whole days; None is without an end."""
    return None if until is None else max(1, round((until - clock.now()).total_seconds() / 86400))


def fresh(membership: Membership) -> Membership:
    return Membership.objects.select_related("space", "member").get(pk=membership.pk)


def lifted(row: Membership) -> None:
    """The state then says what already holds."""
    Membership.objects.filter(pk=row.pk).update(state=State.LEFT, banned_until=None, end_reason="")
    drop_bars(row.member, row.space_id)
    record(verbs.BAN_LIFTED, target=row, space=row.space)
