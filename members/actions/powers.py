"""Which role holds which power: a brand's departures from what the apps declare."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from core import locks, tenancy
from core.capabilities import ALL_ROLES, Changes, Powers, catalogue
from core.decisions import ensure
from core.errors import Conflict, Invalid
from members import rules, verbs
from members.actions.standing import hold_record
from members.models import RolePowers


@transaction.atomic
def set_role_powers(viewer: Any, changes: Any, *, version: int) -> RolePowers:
    """
    Replace all departures; {} goes back to what is declared. It counts from everybody's next request on.

    `version` is the one that the viewer saw, 0 where nothing was ever changed: Conflict when it has moved.
    """
    ensure(rules.can_change_powers(viewer))
    checked = checked_changes(changes)
    hold_record(viewer.member)
    row, _is_new = RolePowers.objects.get_or_create(brand_id=tenancy.active().pk, defaults={"version": 0})
    row = locks.for_update(RolePowers.objects.filter(pk=row.pk)).get()
    if row.version != version:
        raise Conflict(_("Someone else changed the powers in the meantime."), code="powers_changed")
    moved = list(differences(Powers(row.changes), Powers(checked)))
    if moved:
        RolePowers.objects.filter(pk=row.pk).update(changes=checked, version=row.version + 1)
        row.changes, row.version = checked, row.version + 1
    for name, role, held in moved:
        record(verbs.ROLE_POWERS_CHANGED, viewer=viewer, target=row, power=name, role=role, held=held)
    viewer.refresh()
    return row


def differences(before: Powers, after: Powers) -> list[tuple[str, str, bool]]:
    """[(power, role, held from now on)] of every cell that is not as it was."""
    cells = ((name, role) for name in catalogue for role in ALL_ROLES)
    return [
        (name, role, after.holds(role, name))
        for name, role in cells
        if after.holds(role, name) != before.holds(role, name)
    ]


def checked_changes(changes: Any) -> Changes:
    """Only what differs from what is declared. Invalid names the cell: `changes.<power>.<role>`."""
    if not isinstance(changes, Mapping):
        raise Invalid.field("changes", _("Some of what you sent cannot be used."))
    kept: dict[str, dict[str, bool]] = {}
    for name, roles in changes.items():
        if name not in catalogue or not isinstance(roles, Mapping):
            raise Invalid.field(f"changes.{str(name)[:60]}", _("There is no such power."), "bad_choice")
        for role, held in roles.items():
            if _differs(name, role, held):
                kept.setdefault(name, {})[role] = held
    return kept


def _differs(name: str, role: Any, held: Any) -> bool:
    cell = f"changes.{name}.{str(role)[:20]}"
    if role not in ALL_ROLES or not isinstance(held, bool):
        raise Invalid.field(cell, _("Choose one of the options."), "bad_choice")
    is_other = held != (role in catalogue[name].roles)
    if is_other and catalogue[name].is_fixed(role):
        raise Invalid.field(cell, _("This power cannot be given to or taken from this role."), "fixed")
    return is_other
