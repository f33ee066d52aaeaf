"""Files of addresses: one's own, their rows, and the sheet of what came of them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from core.errors import NotVisible
from members.models import InviteBatch, InviteRow
from members.models.invite_batch import Verdict
from members.rules.invites import can_see_batch
from spaces.models import Space


def batches_of(viewer: Any, space: Space) -> QuerySet[InviteBatch]:
    """One's own: nobody else reads the addresses in a file."""
    return InviteBatch.objects.filter(space=space, made_by_id=viewer.actor_id).order_by("-id")


def get_batch(viewer: Any, public_id: str) -> InviteBatch:
    found = InviteBatch.objects.select_related("space").filter(public_id=public_id).first()
    if found is None or not can_see_batch(viewer, found):
        raise NotVisible
    return found


def rows_of(batch: InviteBatch, *, wrong_only: bool = False) -> QuerySet[InviteRow]:
    rows = InviteRow.objects.filter(batch=batch)
    return rows.exclude(verdict=Verdict.OK) if wrong_only else rows


def counted(batch: InviteBatch) -> list[tuple[Any, int]]:
    """[(what is wrong, how many rows)], the most frequent first."""
    rows = rows_of(batch, wrong_only=True).order_by().values_list("verdict").annotate(n=Count("pk"))
    return [(Verdict(verdict).label, number) for verdict, number in sorted(rows, key=lambda one: -one[1])]


def result_rows(batch: InviteBatch) -> Iterator[list[Any]]:
    """For the sheet: what cells hold is text, whatever it looks like."""
    yield [_("Row"), _("E-mail address"), _("Name"), _("Role"), _("Result")]
    for row in rows_of(batch).order_by("line").iterator(chunk_size=500):
        result = row.get_outcome_display() if row.outcome else row.get_verdict_display()
        yield [row.line, row.email, row.name, row.get_role_display(), str(result)]
