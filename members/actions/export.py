"""The list of people taken out of Plaza: only with the power, and never without a trace."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from activity.actions import record
from core.decisions import ensure
from members import rules, verbs
from members.queries.columns import Column, columns_for, exported_rows
from members.queries.filters import PeopleFilter, people_for


@transaction.atomic
def export_people(viewer: Any, wanted: PeopleFilter, columns: list[Column], *, kind: str) -> Iterator[list[Any]]:
    """
    The heads, then a row per person, read in pages while they are written. `kind` is "csv" or "xlsx".

    The fact says who took how many people and which columns. Contact columns need `pii.view`.
    """
    ensure(rules.can_export_members(viewer))
    columns = [one for one in columns if one in columns_for(viewer)]
    count = people_for(viewer, wanted).order_by().count()
    taken: dict[str, Any] = {one.name: True for one in columns}
    record(verbs.MEMBERS_EXPORTED, viewer=viewer, kind=kind, count=count, **taken)
    return exported_rows(viewer, wanted, columns)
