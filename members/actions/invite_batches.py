"""A file of addresses: reading it into a preview, confirming that, or throwing it away. Nobody is invited here."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from core import clock, mailboxes, tenancy, text
from core.decisions import ensure
from core.errors import Conflict, Invalid
from core.queue import later
from members import address_file, rules, verbs
from members.actions.inviting import DAYS, checked_end, checked_label
from members.actions.standing import hold_standing
from members.models import Invite, InviteBatch, InviteRow
from members.models.invite_batch import PREVIEW_LASTS, ROWS_KEPT, BatchState, Verdict
from members.models.membership import Role
from spaces.models import Space

SHOWN = 80  # of a cell that is no address


def preview_batch(
    viewer: Any, space: Space, data: bytes, *, encoding: str = "", source_label: str = "", days: int = DAYS
) -> InviteBatch:
    """Read the file, say of each row what is wrong with it, and keep that for an hour. An earlier preview goes."""
    ensure(rules.can_invite_many(viewer, space))
    checked_end(days)
    label = checked_label(source_label)
    encoding, lines = address_file.read(data, encoding, prefers=space.brand.language)
    with transaction.atomic():
        hold_standing(viewer, space)
        mine = InviteBatch.objects.filter(space=space, made_by=viewer.member, state=BatchState.PREVIEW)
        mine.delete()
        batch = InviteBatch.objects.create(
            brand_id=space.brand_id,
            space=space,
            made_by=viewer.member,
            encoding=encoding,
            source_label=label,
            days=days,
        )
        rows = _judged(viewer, batch, lines)
        InviteRow.objects.bulk_create(rows, batch_size=500)
        batch.rows_total, batch.rows_good = len(rows), sum(one.verdict == Verdict.OK for one in rows)
        batch.save(update_fields=["rows_total", "rows_good"])
    return batch


def _judged(viewer: Any, batch: InviteBatch, lines: Iterable[address_file.Line]) -> list[InviteRow]:
    """Of who has an address nothing is said: that somebody has an account, or belongs, is not the inviter's to learn."""
    own = Invite.objects.open().filter(space=batch.space, invited_by=viewer.member).exclude(email="")
    seen, invited = set[str](), set(own.values_list("email", flat=True))
    roles = {role for role in Role.values if rules.can_invite_as(viewer, batch.space, role)}
    rows = []
    for line in lines:
        row = _row(batch, line, roles)
        if row.verdict == Verdict.OK and row.email in seen:
            row.verdict = Verdict.REPEATED
        elif row.verdict == Verdict.OK and row.email in invited:
            row.verdict = Verdict.INVITED
        elif row.verdict == Verdict.OK:
            seen.add(row.email)
        rows.append(row)
    return rows


def _row(batch: InviteBatch, line: address_file.Line, roles: set[str]) -> InviteRow:
    typed, name, role = (line.cells.get(column, "") for column in address_file.COLUMNS)
    made = InviteRow(brand_id=batch.brand_id, batch=batch, line=line.number, email=_cut(typed), name=_cut(name)[:40])
    if line.problem:
        made.verdict = Verdict(line.problem)
    elif not typed:
        made.verdict = Verdict.NO_ADDRESS
    elif (address := _address(typed)) is None:
        made.verdict = Verdict.BAD_ADDRESS
    elif not _fits(name):
        made.verdict = Verdict.BAD_NAME
    elif (role := role.casefold() or Role.MEMBER) not in roles:
        made.verdict = Verdict.BAD_ROLE
    else:
        made.email, made.name, made.role, made.verdict = address, text.clean(name, field="name", longest=40), role, "ok"
    return made


def _cut(cell: str) -> str:
    """What can be shown of a cell that nobody can use."""
    storable = cell[: 4 * SHOWN].replace("\x00", "").encode("utf-8", "ignore").decode()
    return text.excerpt(storable, SHOWN)[:SHOWN]


def _address(typed: str) -> str | None:
    try:
        return mailboxes.checked(typed)
    except Invalid:
        return None


def _fits(name: str) -> bool:
    try:
        text.clean(name, field="name", longest=40)
    except Invalid:
        return False
    return True


@transaction.atomic
def confirm_batch(viewer: Any, batch: InviteBatch) -> InviteBatch:
    """Invite everybody whose row is fine, soon and by the worker. Confirming twice changes nothing."""
    ensure(rules.can_confirm_batch(viewer, batch))
    hold_standing(viewer, batch.space)
    now = clock.now()
    waiting = InviteBatch.objects.filter(pk=batch.pk, state=BatchState.PREVIEW, created_at__gt=now - PREVIEW_LASTS)
    if waiting.filter(rows_good__gt=0).update(state=BatchState.RUNNING, confirmed_at=now, due_at=now):
        record(verbs.INVITES_CONFIRMED, viewer=viewer, target=batch, space=batch.space, count=batch.rows_good)
        later("members.invite_batches")
    current = InviteBatch.objects.select_related("space").get(pk=batch.pk)
    if current.state == BatchState.PREVIEW:
        message = (
            _("There is no row to invite.") if current.is_open else _("This preview is over. Send the file again.")
        )
        raise Conflict(message, code="nothing_to_invite" if current.is_open else "preview_over")
    return current


@transaction.atomic
def drop_batch(viewer: Any, batch: InviteBatch) -> None:
    """Throw a preview away. One that is confirmed already is a Conflict."""
    ensure(rules.can_see_batch(viewer, batch))
    if not InviteBatch.objects.filter(pk=batch.pk, state=BatchState.PREVIEW).delete()[0]:
        raise Conflict(_("It is confirmed already. Withdraw single invitations instead."), code="confirmed")


@transaction.atomic
def forget_batches() -> int:
    """Previews whose hour is over, and the rows of what was done a week ago."""
    now = clock.now()
    with tenancy.across_brands("files of every brand"):
        over = InviteBatch.objects.filter(state=BatchState.PREVIEW, created_at__lte=now - PREVIEW_LASTS)
        rows = InviteRow.objects.filter(batch__finished_at__lte=now - ROWS_KEPT)
        return over.delete()[0] + rows.delete()[0]
