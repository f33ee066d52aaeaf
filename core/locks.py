"""Named locks for "one runner at a time", and claiming due rows. SQLite has one writer, so its lock is the transaction."""

import hashlib
from typing import Any

from django.db import InterfaceError, OperationalError, connection, models

DISPATCHER = "plaza.dispatcher"


def _key(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


def try_lock(name: str) -> bool:
    """Take the lock until the end of the current transaction, or say that another holds it."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_key(name)])
        return bool(cursor.fetchone()[0])


def lock(name: str) -> None:
    """Wait for the lock and hold it until the end of the current transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_key(name)])


def for_update(queryset: models.QuerySet, **options: Any) -> models.QuerySet:
    """SELECT … FOR UPDATE where the engine has it. Callers order by id, so that two never deadlock."""
    return queryset.select_for_update(**options) if connection.features.has_select_for_update else queryset


def claim(queryset: models.QuerySet) -> models.QuerySet:
    """Rows nobody else holds now. Inside a transaction only."""
    return for_update(queryset, skip_locked=connection.features.has_select_for_update_skip_locked, of=("self",))


def for_share(model: type[models.Model], pk: int) -> None:
    """Hold a row against change until the transaction ends: a ban that updates it waits for us, and we for it."""
    if connection.vendor != "postgresql":
        return
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR SHARE", [pk])  # noqa: S608 (a table's own name)


def is_transient(error: Exception) -> bool:
    """Deadlock, lock timeout, serialisation failure or a lost connection: the same work may succeed when tried again."""
    if isinstance(error, InterfaceError):
        return True
    code = getattr(error.__cause__, "pgcode", None)
    if connection.vendor == "postgresql":
        return isinstance(error, OperationalError) and (
            code is None or code in _TRANSIENT_CODES or code[:2] == "08" or code[:3] == "57P"
        )
    return isinstance(error, OperationalError) and ("locked" in str(error) or "busy" in str(error))


# Deadlock, serialisation, lock timeout. 57P… is a server going down; 57014 is a statement that takes too long, and would
# take too long for ever: that is a fault of the work.
_TRANSIENT_CODES = {"40P01", "40001", "55P03"}
