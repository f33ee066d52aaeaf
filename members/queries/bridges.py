"""Bridges into groups: the list, one of them as a funnel, and its people."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from core.errors import NotVisible, Text
from core.paging import PAGE_SIZE
from members.models import Application, Bridge, Crossing, Invite, Membership, Segment
from members.models.application import OPEN
from members.models.bridge import LeftOut
from members.models.invite import Outcome
from members.models.membership import State
from members.segments import disclosure
from members.segments.compile import people_matching
from spaces.models import OPEN_TO_READ, Kind, Space

STEPS: tuple[tuple[str, str, Text], ...] = (
    ("qualified", "qualified_at", _("Qualified")),
    ("invited", "invited_at", _("Invited")),
    ("accepted", "accepted_at", _("Accepted")),
    ("acted", "acted_at", _("First act")),
    ("stayed", "stayed_at", _("Still here after 30 days")),
)


@dataclass(frozen=True)
class Step:
    name: str
    label: Text
    count: int
    of_first: int
    first_at: Any = None
    last_at: Any = None

    @property
    def percent(self) -> int:
        return round(100 * self.count / self.of_first) if self.of_first else 0


def qualifying(rule: Any, plaza: Space, group: Space) -> QuerySet:
    """Active members of the plaza in the segment, with `left_out`: why each is not invited, or empty."""
    in_plaza = Membership.objects.filter(member=OuterRef("pk"), space=plaza, state=State.ACTIVE)
    there = Membership.objects.filter(member=OuterRef("pk"), space=group)
    asked = Crossing.objects.filter(member=OuterRef("pk"), group=group, invited_at__isnull=False)
    applied = Application.objects.filter(member=OuterRef("pk"), space=group, state__in=OPEN)
    said_no = Invite.objects.filter(member=OuterRef("pk"), space=group, outcome=Outcome.DECLINED)
    why = Case(
        When(Exists(there.filter(state=State.ACTIVE)), then=Value(LeftOut.MEMBER.value)),
        When(Exists(said_no), then=Value(LeftOut.DECLINED.value)),
        When(
            Exists(there.filter(state__in=[State.LEFT, State.REMOVED, State.BANNED])), then=Value(LeftOut.ENDED.value)
        ),
        When(Exists(there) | Exists(asked) | Exists(applied), then=Value(LeftOut.WAITING.value)),
        default=Value(""),
        output_field=CharField(),
    )
    return people_matching(rule).filter(Exists(in_plaza)).annotate(left_out=why)


def bridges_for(viewer: Any) -> QuerySet[Bridge]:
    """With the number at each step, in one query."""
    counts = {
        name: Count("crossings", filter=Q(**{f"crossings__{column}__isnull": False})) for name, column, _l in STEPS
    }
    return Bridge.objects.visible_to(viewer).select_related("plaza", "group", "segment").annotate(**counts)


def bridge_count(viewer: Any, segment: Segment, plaza: Space, group: Space) -> disclosure.Count:
    """How many would be invited, told as any number of this segment is."""
    count = qualifying(segment.rule, plaza, group).filter(left_out="").count()
    return disclosure.disclosed(count, segment.rule, viewer)


def get_bridge(viewer: Any, public_id: str) -> Bridge:
    rows = Bridge.objects.visible_to(viewer).select_related("plaza", "group", "segment", "made_by")
    bridge = rows.filter(public_id=public_id[:20]).first()
    if bridge is None:
        raise NotVisible
    return bridge


def funnel_of(bridge: Bridge) -> list[Step]:
    """qualified → invited → accepted → first act → still here: how many, and between which days."""
    asked: dict[str, Any] = {}
    for name, column, _label in STEPS:
        asked |= {f"n_{name}": Count(column), f"first_{name}": Min(column), f"last_{name}": Max(column)}
    told = Crossing.objects.filter(bridge=bridge).aggregate(**asked)
    return [
        Step(name, label, told[f"n_{name}"], told["n_qualified"], told[f"first_{name}"], told[f"last_{name}"])
        for name, _column, label in STEPS
    ]


def left_out_of(bridge: Bridge) -> list[tuple[Text, int]]:
    """Why those who qualified were not invited, the most frequent first."""
    counted = Crossing.objects.filter(bridge=bridge).exclude(left_out="").order_by()
    rows = counted.values_list("left_out").annotate(count=Count("pk")).order_by("-count", "left_out")
    return [(LeftOut(code).label, count) for code, count in rows]


def waiting_of(bridge: Bridge) -> int:
    return Crossing.objects.filter(bridge=bridge, invited_at=None, left_out="").count()


def people_over(bridge: Bridge, after: str = "") -> tuple[list[Crossing], str]:
    """A page of those who were invited, and the mark of the next. Who was left out is only counted."""
    invited = Crossing.objects.filter(bridge=bridge, invited_at__isnull=False)
    rows = invited.select_related("member").order_by("pk")
    if after:
        rows = rows.filter(pk__gt=Subquery(invited.filter(member__public_id=after[:20]).values("pk")[:1]))
    found = list(rows[: PAGE_SIZE + 1])
    return found[:PAGE_SIZE], found[PAGE_SIZE - 1].member.public_id if len(found) > PAGE_SIZE else ""


def groups_to_bridge(viewer: Any) -> QuerySet[Space]:
    """Living groups that the viewer may lead people into."""
    living = Space.objects.filter(archived_at=None, kind=Kind.GROUP)
    rows = (
        living.readable_by(viewer)
        if viewer.can("bridge.run")
        else living.filter(pk__in=viewer.spaces_where("bridge.run"))
    )
    return rows.order_by("name", "id")


def plazas_for(viewer: Any) -> QuerySet[Space]:
    open_ones = Space.objects.readable_by(viewer).filter(archived_at=None, visibility__in=OPEN_TO_READ)
    return open_ones.order_by("name", "id")


def segments_to_bridge(viewer: Any) -> QuerySet[Segment]:
    return Segment.objects.visible_to(viewer).filter(archived_at=None).order_by("name")
