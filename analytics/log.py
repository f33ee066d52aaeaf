"""The log for other systems: facts by position, with public ids and nothing of spaces that the reader may not read."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q

from activity.models import SEQUENCE as SEQUENCE
from activity.models import Activity
from analytics.rules import can_read_log
from core.decisions import ensure
from core.seals import seal
from members.models import BrandMember
from spaces.models import Space


@dataclass(frozen=True)
class Target:
    type: str
    id: str | None


@dataclass(frozen=True)
class Entry:
    id: str
    verb: str
    at: dt.datetime
    on: dt.date | None
    actor: str | None
    space: str | None
    target: Target | None
    detail: dict[str, Any]


def entries_after(viewer: Any, position: int, *, verbs: Sequence[str] = (), limit: int = 50) -> tuple[list[Entry], int]:
    """The next entries with the position of the last one. As many queries for one entry as for a hundred."""
    ensure(can_read_log(viewer))
    spaces = dict(Space.objects.readable_by(viewer).values_list("pk", "public_id"))
    facts = Activity.objects.filter(Q(space_id=None) | Q(space_id__in=spaces), position__gt=position)
    if verbs:
        facts = facts.filter(verb__in=verbs)
    page = list(facts.order_by("position")[:limit])
    actors = _public_ids(BrandMember, {fact.actor_id for fact in page})
    targets = _targets(page)
    entries = [
        Entry(
            id=seal(fact.position or 0, SEQUENCE),
            verb=fact.verb,
            at=fact.at,
            on=fact.local_on,
            actor=actors.get(fact.actor_id),
            space=spaces.get(fact.space_id),
            target=_target(fact, targets),
            detail=_without_row_numbers(fact.detail),
        )
        for fact in page
    ]
    return entries, (page[-1].position or position) if page else position


def _targets(facts: Iterable[Activity]) -> dict[str, Mapping[int, str]]:
    """{type: {row: public id}}: one query for each type on the page."""
    wanted: dict[str, set[int | None]] = {}
    for fact in facts:
        if fact.target_type:
            wanted.setdefault(fact.target_type, set()).add(fact.target_id)
    return {label: _public_ids(apps.get_model(label), rows) for label, rows in wanted.items()}


def _public_ids(model: Any, rows: set[int | None]) -> dict[int, str]:
    try:
        model._meta.get_field("public_id")
    except FieldDoesNotExist:
        return {}
    return dict(model.objects.filter(pk__in=rows - {None}).values_list("pk", "public_id"))


def _target(fact: Activity, targets: Mapping[str, Mapping[int, str]]) -> Target | None:
    if not fact.target_type:
        return None
    return Target(fact.target_type.rpartition(".")[2], targets[fact.target_type].get(fact.target_id or 0))


def _without_row_numbers(detail: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers and codes are for everyone who may read the log; row numbers are for us."""
    return {name: value for name, value in detail.items() if not name.endswith(("_id", "_ids")) and name != "id"}
