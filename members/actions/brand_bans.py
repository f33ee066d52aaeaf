"""Banning from the whole brand, and lifting it."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from activity.actions import record
from core import clock, locks, tenancy
from core.decisions import ensure
from core.errors import Conflict, NotAllowed
from members import rules, verbs
from members.actions.memberships import enter
from members.actions.sanctions import checked_reason, checked_until, lifted
from members.actions.standing import hold_record
from members.bars import drop_bars
from members.models import Application, BrandMember, Membership
from members.models.application import OPEN, ApplicationState
from members.models.membership import State
from spaces.models import Space

BATCH = 200


@transaction.atomic
def ban_from_brand(viewer: Any, person: BrandMember, *, reason: str, until: dt.datetime | None = None) -> BrandMember:
    """
    Out of everything at once: memberships pause, invitations and waiting applications end, no door opens any more.

    The record is locked first, then the memberships: a write that holds one of them is waited for, and none begins.
    """
    ensure(rules.can_ban_person(viewer, person))
    reason, until = checked_reason(reason), checked_until(until)
    hold_record(viewer.member)
    held = locks.for_update(BrandMember.objects.filter(pk=person.pk), no_key=True, of=("self",)).get()
    if held.role:
        raise Conflict(_("Take their role in the brand first."), code="has_role")
    BrandMember.objects.filter(pk=person.pk).update(banned_at=clock.now(), banned_until=until, ban_reason=reason)
    _pause(person)
    _withdraw(person)
    record(verbs.BANNED_FROM_BRAND, viewer=viewer, target=person)
    return BrandMember.objects.get(pk=person.pk)


def _withdraw(person: BrandMember) -> None:
    """Without waiting for one that is being decided right now: its approval waits for us, and then lets nobody in."""
    waiting = Application.objects.filter(member=person, state__in=OPEN).order_by("id")
    ids = [one.pk for one in locks.claim(waiting)]
    Application.objects.filter(pk__in=ids).update(state=ApplicationState.WITHDRAWN, decided_at=clock.now())


def _pause(person: BrandMember) -> None:
    mine = locks.for_update(Membership.objects.filter(member=person).order_by("id"))
    rows = {row.pk: row for row in mine}
    inside = [row for row in rows.values() if row.state == State.ACTIVE]
    Membership.objects.filter(pk__in=[row.pk for row in inside]).update(state=State.PAUSED, ended_at=clock.now())
    asked = [row.pk for row in rows.values() if row.state == State.INVITED]
    Membership.objects.filter(pk__in=asked).update(state=State.LEFT, ended_at=clock.now())
    for space_id in sorted(row.space_id for row in inside):
        Space.objects.filter(pk=space_id).update(member_count=F("member_count") - 1)


@transaction.atomic
def lift_brand_ban(viewer: Any, person: BrandMember) -> BrandMember:
    """They are back where they were, as plain members; a space that is full or archived meanwhile stays left."""
    ensure(rules.can_lift_brand_ban(viewer, person))
    hold_record(viewer.member)
    held = locks.for_update(BrandMember.objects.filter(pk=person.pk), no_key=True, of=("self",)).get()
    if held.banned_at is not None:
        _lift(held, viewer)
    return BrandMember.objects.get(pk=person.pk)


def _lift(person: BrandMember, viewer: Any = None) -> None:
    BrandMember.objects.filter(pk=person.pk).update(banned_at=None, banned_until=None, ban_reason="")
    drop_bars(person, None)
    paused = Membership.objects.filter(member=person, state=State.PAUSED).order_by("id")
    for row in paused.select_related("space", "member"):
        try:
            with transaction.atomic():
                enter(row.space, row.member, source=row.source)
        except (Conflict, NotAllowed):
            Membership.objects.filter(pk=row.pk).update(state=State.LEFT)
    record(verbs.BRAND_BAN_LIFTED, viewer=viewer, target=person)


def lift_due() -> int:
    """Every ban whose end has come, in every brand; one batch. Rules have let these people in since that moment."""
    now = clock.now()
    with transaction.atomic(), tenancy.across_brands("bans end in every brand"):
        due = Membership.objects.filter(state=State.BANNED, banned_until__lte=now).order_by("id")
        rows = list(locks.claim(due.select_related("space", "brand"))[:BATCH])
        people = BrandMember.objects.filter(banned_until__lte=now).order_by("id")
        persons = list(locks.claim(people.select_related("brand"))[:BATCH])
        for row in rows:
            with tenancy.activate(row.brand):
                lifted(row)
        for person in persons:
            with tenancy.activate(person.brand):
                _lift(person)
        return len(rows) + len(persons)
