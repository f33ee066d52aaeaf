"""The columns of the list of people: what each is called, says, and asks of the viewer. Page, CSV and XLSX share them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from core.errors import Text
from members.models import BrandMember, Membership
from members.models.membership import State
from members.queries.filters import PeopleFilter, people_for
from members.queries.tags import tags_of
from spaces.models import Space


@dataclass(frozen=True)
class Column:
    """`text` is what a spreadsheet gets. Columns with `contact` are for viewers with `pii.view`."""

    name: str
    label: Text
    text: Callable[[BrandMember], Any]
    contact: bool = False
    at_first: bool = True


def _tags(one: BrandMember) -> str:
    return pgettext("between names", ", ").join(given.tag.name for given in one.tags_shown)  # type: ignore[attr-defined]


def _moment(when: Any) -> str:
    return localtime(when).strftime("%Y-%m-%d %H:%M") if when else ""


COLUMNS = {
    one.name: one
    for one in (
        Column("role", _("Role"), lambda one: one.get_role_display() if one.role else ""),
        Column("tags", _("Tags"), _tags),
        Column("vip_tier", _("VIP tier"), lambda one: one.vip_tier or ""),
        Column("stage", _("Stage"), lambda one: one.get_stage_display()),
        Column("region", _("Region"), lambda one: one.region, at_first=False),
        Column("spaces", _("Spaces"), lambda one: one.spaces_shown),  # type: ignore[attr-defined]
        Column("source", _("Came from"), lambda one: one.get_source_display(), at_first=False),
        Column("joined", pgettext_lazy("date", "Joined"), lambda one: _moment(one.joined_at)),
        Column("seen", _("Last seen"), lambda one: _moment(one.last_seen_at), at_first=False),
        Column(
            "email", _("E-mail"), lambda one: one.account.email if one.account else "", contact=True, at_first=False
        ),
        Column("birthday", _("Birthday"), lambda one: one.birthday or "", contact=True, at_first=False),
    )
}


def columns_for(viewer: Any) -> list[Column]:
    """Those this viewer may choose from."""
    return [one for one in COLUMNS.values() if not one.contact or viewer.can("pii.view")]


def chosen_columns(viewer: Any, names: Sequence[str]) -> list[Column]:
    """In the list's own order; nothing chosen means those shown at first."""
    wanted = [one for one in columns_for(viewer) if one.name in names]
    return wanted or [one for one in columns_for(viewer) if one.at_first]


def dress(viewer: Any, members: Sequence[BrandMember]) -> Sequence[BrandMember]:
    """Tags and the number of spaces for a page of people: two queries, however many there are."""
    tags, spaces = tags_of(members), _spaces_of(viewer, members)
    for one in members:
        one.tags_shown = tags.get(one.pk, [])  # type: ignore[attr-defined]
        one.spaces_shown = spaces.get(one.pk, 0)  # type: ignore[attr-defined]
    return members


def _spaces_of(viewer: Any, members: Iterable[BrandMember]) -> dict[int, int]:
    """Counts tell who belongs, so only spaces count that the viewer may read."""
    here = Membership.objects.filter(member__in=[one.pk for one in members], state=State.ACTIVE)
    if not (viewer.can("space.read") and viewer.sees_closed):
        here = here.filter(space__in=Space.objects.readable_by(viewer))
    return dict(here.order_by().values_list("member_id").annotate(Count("pk")))


CHUNK = 1000


def exported_rows(viewer: Any, wanted: PeopleFilter, columns: Sequence[Column]) -> Iterator[list[Any]]:
    """Heads first, then everyone who fits, newest first; 1,000 people are in memory at a time."""
    yield [str(_("Id")), str(_("Display name")), *(str(one.label) for one in columns)]
    found = people_for(viewer, wanted).order_by("-id")
    if any(one.contact for one in columns):
        found = found.select_related("account")
    last: int | None = None
    while page := list((found.filter(pk__lt=last) if last is not None else found)[:CHUNK]):
        for one in dress(viewer, page):
            yield [one.public_id, one.display_name, *(_plain(column.text(one)) for column in columns)]
        last = page[-1].pk


def _plain(value: Any) -> Any:
    return value if isinstance(value, int) else str(value)
