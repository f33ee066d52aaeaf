"""Keyset pages: the same cost at any depth, stable while rows arrive, and no row number in an address."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet, Subquery

PAGE_SIZE = 20


def page_of(
    rows: QuerySet, after: str, *, by: str = "id", rising: bool = False, size: int = PAGE_SIZE
) -> tuple[list[Any], str]:
    """
    (rows, mark of the next page or ""): the newest first, or the oldest first when `rising`.

    `after` is the public id of the last row that was shown; `by` is unique among `rows`.
    """
    ordered = rows.order_by(by if rising else f"-{by}")
    if after:
        mark = Subquery(rows.model.objects.filter(public_id=after[:20]).values(by)[:1])
        ordered = ordered.filter(**{f"{by}__{'gt' if rising else 'lt'}": mark})
    found = list(ordered[: size + 1])
    return found[:size], found[size - 1].public_id if len(found) > size else ""


def next_url(query: Mapping[str, Any], mark: str) -> str:
    """`?…&after=<mark>` with the filters of this page kept, or "" on the last page."""
    if not mark:
        return ""
    kept = query.copy()  # type: ignore[attr-defined]
    kept["after"] = mark
    return f"?{kept.urlencode()}"
