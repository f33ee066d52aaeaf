"""One question about the brand's people: the same for the page, the bulk tag, the export and REST."""

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from core import tenancy
from core.folding import fold
from members.models import BrandMember, Membership, MemberTag, Tag
from members.models.brand_member import BrandRole
from members.models.membership import State
from members.queries.names import name_is_like
from spaces.models import Space

COUNTED = 1000
DAYS = ("joined_from", "joined_to", "seen_from", "seen_to")
FIRST, LAST = dt.date(1970, 1, 2), dt.date(2999, 12, 30)


@dataclass(frozen=True)
class PeopleFilter:
    """Empty means: whoever. `role` is a role of the brand or, of a space, held in any space or in `space`."""

    q: str = ""
    email: str = ""
    space: Space | None = None
    role: str = ""
    tag: Any = None
    region: str = ""
    vip_tier: int | None = None
    stage: str = ""
    source: str = ""
    joined_from: dt.date | None = None
    joined_to: dt.date | None = None
    seen_from: dt.date | None = None
    seen_to: dt.date | None = None

    @property
    def is_narrow(self) -> bool:
        return any(getattr(self, one.name) not in ("", None) for one in fields(self))


def kept_filter(wanted: PeopleFilter) -> dict[str, Any]:
    """As plain JSON, for a job that asks again later."""
    given = {one.name: getattr(wanted, one.name) for one in fields(wanted)}
    given |= {name: given[name].pk for name in ("space", "tag") if given[name] is not None}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in given.items()
        if value not in ("", None)
    }


def filter_again(kept: dict[str, Any]) -> PeopleFilter | None:
    """None when its tag or space is gone: then nobody is meant, and never everybody."""
    given = dict(kept)
    for name, model in (("space", Space), ("tag", Tag)):
        if name in given:
            given[name] = model.objects.filter(pk=given[name]).first()
            if given[name] is None:
                return None
    days = {name: dt.date.fromisoformat(given[name]) for name in DAYS if name in given}
    return PeopleFilter(**(given | days))


def people_for(viewer: Any, wanted: PeopleFilter) -> QuerySet[BrandMember]:
    """Everyone of the brand who fits. The caller asked `can_see_brand_members`; e-mail is matched whole, with `pii.view`."""
    found = BrandMember.objects.visible_to(viewer)
    if wanted.q:
        found = found.filter(name_is_like(wanted.q))
    if wanted.email:
        found = found.filter(account__email__iexact=wanted.email) if viewer.can("pii.view") else found.none()
    if wanted.tag is not None:
        found = found.filter(Exists(MemberTag.objects.filter(member=OuterRef("pk"), tag=wanted.tag)))
    if wanted.region:
        found = found.filter(region_key=fold(wanted.region))
    if wanted.vip_tier is not None:
        found = found.filter(vip_tier=wanted.vip_tier)
    for column in ("stage", "source"):
        if value := getattr(wanted, column):
            found = found.filter(**{column: value})
    return _in_spaces(viewer, _between(found, wanted), wanted)


def _between(found: QuerySet, wanted: PeopleFilter) -> QuerySet:
    """Days are the brand's own, the last one included."""
    for column, first, last in (("joined_at", "joined_from", "joined_to"), ("last_seen_at", "seen_from", "seen_to")):
        if day := getattr(wanted, first):
            found = found.filter(**{f"{column}__gte": _midnight(day)})
        if day := getattr(wanted, last):
            found = found.filter(**{f"{column}__lt": _midnight(min(day, LAST) + dt.timedelta(days=1))})
    return found


def _midnight(day: dt.date) -> dt.datetime:
    """Nobody joined before the first or after the last; beyond them the calendar itself runs out."""
    day = min(max(day, FIRST), LAST)
    return dt.datetime.combine(day, dt.time(), ZoneInfo(tenancy.active().time_zone))


def _in_spaces(viewer: Any, found: QuerySet, wanted: PeopleFilter) -> QuerySet:
    """Only through spaces that the viewer may read: a filter tells who belongs as well as a list does."""
    if wanted.role in BrandRole.values:
        found = found.filter(role=wanted.role)
        if wanted.space is None:
            return found
    if wanted.space is None and not wanted.role:
        return found
    readable = Space.objects.readable_by(viewer)
    here = Membership.objects.filter(member=OuterRef("pk"), state=State.ACTIVE, space__in=readable)
    if wanted.space is not None:
        here = here.filter(space=wanted.space)
    if wanted.role and wanted.role not in BrandRole.values:
        here = here.filter(role=wanted.role)
    return found.filter(Exists(here))


def counted(found: QuerySet, limit: int = COUNTED) -> tuple[int, bool]:
    """(how many, is that all): exact up to the limit, so that no page counts 100,000 people."""
    count = found.order_by()[: limit + 1].count()
    return min(count, limit), count <= limit
