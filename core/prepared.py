"""
Reads that become SQL once per process. Building a queryset and compiling it costs several times what running it does
(measured: 40 % of a feed page), and the few that every page makes differ in their parameters only.
"""

import copy
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from core import tenancy

LONGEST = 100  # a longer list is compiled each time: every length is a statement of its own
ROWS_AT_ONCE = 100
_numbers = count(7_310_000_000_000_000_001)


class Prepared:
    """
    `Prepared(build)(*shape, **values)` gives the rows of `build(*shape, **values)`.

    `build` makes a queryset; `shape` picks its form, `values` (numbers, texts, lists of them) are its only parameters.
    Nothing else may vary from call to call: no clock, no language. The active brand is always a parameter.
    """

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self._build = build
        self._compiled: dict[Hashable, _Compiled | None] = {}

    def __call__(self, *shape: Hashable, **values: Any) -> list[Any]:
        values = {name: tuple(value) if _is_many(value) else value for name, value in values.items()}
        lengths = tuple(len(value) if _is_many(value) else -1 for value in values.values())
        if max(lengths, default=0) > LONGEST:
            return list(self._build(*shape, **values))
        brand: Any = tenancy.active_or_none()
        key = (shape, tuple(values), lengths, brand is None)
        if key not in self._compiled:
            self._compiled[key] = _compile(self._build, shape, values, brand is not None)
        compiled = self._compiled[key]
        if compiled is None:
            return []
        return compiled.rows(values if brand is None else {**values, _BRAND: brand.pk})


_BRAND = "the active brand"
Slot = tuple[str, int | None]


@dataclass
class _MarkedBrand:
    pk: int
    slug: str = ""
    time_zone: str = "UTC"


@dataclass(frozen=True)
class _Compiled:
    """The queryset's own compiler gives the rows their form, as it always does; only its SQL is not made again."""

    queryset: Any
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    slots: Mapping[int, Slot]

    def rows(self, values: Mapping[str, Any]) -> list[Any]:
        params = list(self.params)
        for at, (name, index) in self.slots.items():
            params[at] = values[name] if index is None else values[name][index]
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[self.queryset.db]  # connections belong to threads
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, tuple(params))
        query = copy.copy(self.queryset.query)
        query.get_compiler = lambda *_args, **_kwargs: compiler
        bound = type(self.queryset)(model=self.queryset.model, query=query, using=self.queryset._db)
        bound._fields = self.queryset._fields
        made: Any = self.queryset._iterable_class(bound, chunked_fetch=False, chunk_size=ROWS_AT_ONCE)
        return list(made)


def _compile(
    build: Callable[..., QuerySet], shape: tuple, values: Mapping[str, Any], in_brand: bool
) -> _Compiled | None:
    """Build with marks instead of values, and note where each comes out. None: nothing can match, whatever they are."""
    slots: dict[Any, Slot] = {}

    def mark(value: Any, slot: Slot) -> Any:
        made = next(_numbers)
        word = made if isinstance(value, int) else f"zz{made}zz"
        slots[word] = slot
        return word

    marked = {
        name: [mark(one, (name, index)) for index, one in enumerate(value)]
        if _is_many(value)
        else mark(value, (name, None))
        for name, value in values.items()
    }
    brand: Any = _MarkedBrand(mark(0, (_BRAND, None))) if in_brand else None
    with tenancy.activate(brand):
        queryset = build(*shape, **marked)
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
    found = {at: slots[one] for at, one in enumerate(params) if isinstance(one, int | str) and one in slots}
    if missing := {slot[0] for slot in slots.values()} - {slot[0] for slot in found.values()} - {_BRAND}:
        raise TypeError(f"{missing} would be lost: the database never sees these values")
    return _Compiled(queryset, compiler, sql, tuple(params), found)


def _is_many(value: Any) -> bool:
    return isinstance(value, list | tuple | set | frozenset)
