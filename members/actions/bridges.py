"""Inviting a segment of the plaza into a group: who qualifies is written down at once, invitations go out in small lots."""

from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from activity.actions import record
from core import clock, locks, tenancy
from core.decisions import ensure
from core.errors import Conflict, Invalid, PlazaError
from core.tenancy import across_brands
from members import rules, verbs
from members.actions.inviting import invite_member
from members.actions.standing import hold_standing
from members.models import Bridge, Crossing, Segment
from members.models.bridge import LeftOut
from members.queries.bridges import qualifying
from members.segments.compile import people_matching
from members.viewer import Viewer
from spaces.models import Space
from spaces.rules import can_read_space

LOT, LOTS = 50, 10


@transaction.atomic
def start_bridge(viewer: Any, group: Space, *, segment: Segment, plaza: Space) -> Bridge:
    """
    Write down who of the plaza is in the segment now, and let the worker invite them.

    Members, people already asked, and those who said no, left or were put out are counted and not invited.
    """
    ensure(rules.can_run_bridge(viewer, group))
    ensure(rules.can_see_segment(viewer, segment))
    ensure(rules.can_keep_contact(viewer, segment.rule))
    hold_standing(viewer, group)
    if segment.is_archived:
        raise Conflict(_("This segment is archived."), code="archived")
    if not plaza.is_open_to_read or not can_read_space(viewer, plaza):
        raise Invalid.field("plaza", _("Choose one of your communities."), "not_a_community")
    locks.lock(f"plaza.bridges.{group.pk}")  # two at once would each find the same people waiting
    if Bridge.objects.filter(group=group, segment=segment, plaza=plaza, inviting_ended_at=None).exists():
        raise Conflict(_("These people are being invited already."), code="already_inviting")
    bridge = Bridge.objects.create(
        brand_id=group.brand_id, plaza=plaza, group=group, segment=segment, rule=segment.rule, made_by=viewer.member
    )
    count = _qualify(bridge)
    record(verbs.BRIDGE_STARTED, viewer=viewer, target=bridge, space=group, segment=segment.pk, count=count)
    return bridge


def _qualify(bridge: Bridge) -> int:
    """One INSERT … SELECT, however many they are."""
    found = qualifying(bridge.rule, bridge.plaza, bridge.group).order_by().values("id", "left_out")
    people, params = found.query.sql_with_params()
    time = "%s::timestamptz" if connection.vendor == "postgresql" else "%s"
    sql = (
        "INSERT INTO members_crossing (brand_id, bridge_id, group_id, member_id, left_out, qualified_at) "  # noqa: S608
        f"SELECT %s, %s, %s, q.id, q.left_out, {time} FROM ({people}) q WHERE true ON CONFLICT DO NOTHING"
    )
    given: list[Any] = [bridge.brand_id, bridge.pk, bridge.group_id, clock.now()]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*given, *params])
        return int(cursor.rowcount)


def invite_waiting() -> int:
    """Send the next invitations of bridges that are not through; each lot in its own transaction."""
    with across_brands("bridges into groups, of every brand"):
        waiting = list(Bridge.objects.filter(inviting_ended_at=None).order_by("id").values_list("pk", flat=True)[:LOTS])
    return sum(_invite_lot(pk) for pk in waiting)


@transaction.atomic
def _invite_lot(pk: int) -> int:
    with across_brands("bridges into groups, of every brand"):
        held = locks.claim(Bridge.objects.filter(pk=pk, inviting_ended_at=None))
        bridge = held.select_related("brand", "group", "plaza", "segment", "made_by__account").first()
    if bridge is None:  # another worker has it
        return 0
    with tenancy.activate(bridge.brand):
        return _invite(bridge)


def _invite(bridge: Bridge) -> int:
    """Whoever started it must still be allowed to; whoever is not in the segment any more is left alone."""
    viewer = Viewer(bridge.made_by.account) if bridge.made_by and bridge.made_by.account else None
    may = rules.can_run_bridge(viewer, bridge.group) if viewer else None
    if viewer is None or not may:
        return _end(bridge, (may.code if may else "") or "not_allowed")
    waiting = Crossing.objects.filter(bridge=bridge, invited_at=None, left_out="")
    lot = list(waiting.select_related("member").order_by("id")[:LOT])
    still = set(people_matching(bridge.rule).filter(pk__in=[one.member_id for one in lot]).values_list("pk", flat=True))
    for crossing in lot:
        _invite_one(viewer, bridge, crossing, is_in=crossing.member_id in still)
    return _end(bridge, "") if len(lot) < LOT else len(lot)


def _invite_one(viewer: Viewer, bridge: Bridge, crossing: Crossing, *, is_in: bool) -> None:
    refused = not is_in
    if is_in:
        try:
            with transaction.atomic():  # the name of the segment stays with the team
                invite_member(viewer, bridge.group, crossing.member, source_label=bridge.plaza.name)
        except PlazaError:
            refused = True
    mine = Crossing.objects.filter(pk=crossing.pk)
    if refused:
        mine.update(left_out=LeftOut.REFUSED)
    else:
        mine.update(invited_at=clock.now())


def _end(bridge: Bridge, code: str) -> int:
    """Those who still waited are left out when inviting was stopped."""
    if code:
        Crossing.objects.filter(bridge=bridge, invited_at=None, left_out="").update(left_out=LeftOut.REFUSED)
    Bridge.objects.filter(pk=bridge.pk).update(inviting_ended_at=clock.now(), stopped_code=code[:20])
    return 0
