"""
A scene is played once by the real actions; after that its rows are put back as they were.

Most tests begin with the same cast, and playing it costs more than they do. What is put back is what was written: rows
with their numbers, taken from the store. Objects come as copies, so what one test does to them the next does not see.
"""

import copy
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection, transaction

Rows = list[tuple[str, list[tuple]]]  # a statement, and what to run it with


def _tables() -> dict[str, list[str]]:
    """The columns of every table that we write ourselves."""
    return {
        model._meta.db_table: [field.column for field in model._meta.local_concrete_fields if not field.generated]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def _read() -> dict[str, list[tuple]]:
    found = {}
    with connection.cursor() as cursor:
        for table, columns in _tables().items():
            names = ", ".join(connection.ops.quote_name(column) for column in columns)
            cursor.execute(f"SELECT {names} FROM {connection.ops.quote_name(table)}")
            found[table] = [tuple(row) for row in cursor.fetchall()]
    return found


class Scene:
    """`Scene(play).set()` gives what `play` returned, with the rows that it wrote in the store."""

    def __init__(self, play: Callable[[], Any]) -> None:
        self.play = play
        self.kept: tuple[Rows, Any] | None = None

    def set(self) -> Any:
        if self.kept is None:
            self.kept = self._played()
            return copy.deepcopy(self.kept[1])
        rows, objects = self.kept
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, values in rows:
                cursor.executemany(statement, values)
        return copy.deepcopy(objects)

    def _played(self) -> tuple[Rows, Any]:
        before = _read()
        # Entering locks rows, and tests with real commits have no transaction around them.
        with transaction.atomic():
            objects = self.play()
        after, columns = _read(), _tables()
        rows: Rows = []
        for table, lines in after.items():
            known = {repr(line) for line in before[table]}
            if written := [line for line in lines if repr(line) not in known]:
                names = ", ".join(connection.ops.quote_name(column) for column in columns[table])
                places = ", ".join(["%s"] * len(columns[table]))
                statement = f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({places})"
                rows.append((statement, written))
        return rows, objects
