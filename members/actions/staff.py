"""Roles in the brand: given, changed, ended, and the brand handed over."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from core.decisions import ensure
from core.errors import Conflict, Invalid, NotVisible
from members import rules, verbs
from members.actions.standing import hold_owners, hold_record
from members.models import BrandMember
from members.models.brand_member import BrandRole


@transaction.atomic
def assign_brand_role(viewer: Any, person: BrandMember, role: str) -> BrandMember:
    """
    Give a role in the brand; the empty one ends it. The same role again changes nothing.

    The rule is asked again under the lock: of two owners who demote each other, or both step down, one stays.
    """
    _check(role, "role")
    ensure(rules.can_assign_brand_role(viewer, person, role))
    held = _hold(viewer, person)
    if held.role == role:
        return held
    ensure(rules.can_assign_brand_role(viewer, held, role))
    _give(viewer, held, role)
    return held


@transaction.atomic
def hand_over(viewer: Any, person: BrandMember, *, stays: str = BrandRole.MANAGER) -> BrandMember:
    """
    Make `person` the owner. `stays` is the role that the viewer keeps: owner beside them, a lesser one, or none.

    The caller has made sure that it is really the owner (a fresh sign-in).
    """
    _check(stays, "stays")
    ensure(rules.can_hand_over(viewer, person))
    held = _hold(viewer, person)
    ensure(rules.can_hand_over(viewer, held))
    mine = viewer.member
    _give(viewer, held, BrandRole.OWNER, handed_over=True)
    if stays != BrandRole.OWNER:
        _give(viewer, mine, stays, handed_over=True)
    record(verbs.BRAND_HANDED_OVER, viewer=viewer, target=held, stays=str(stays))
    viewer.refresh()
    return held


def _check(role: str, field: str) -> None:
    if role and role not in BrandRole.values:
        raise Invalid.field(field, _("Choose one of the options."), "bad_choice")


def _hold(viewer: Any, person: BrandMember) -> BrandMember:
    """Everybody whose role this rests on, locked in the order of ids; the person as they are now."""
    hold_owners(viewer.actor_id, person.pk)
    hold_record(viewer.member)
    held = BrandMember.objects.select_related("account", "brand").filter(pk=person.pk).first()
    if held is None:
        raise NotVisible
    if held.role != person.role:
        raise Conflict(_("Someone else has just changed their role."), code="role_changed")
    return held


def _give(viewer: Any, person: BrandMember, role: str, **detail: Any) -> None:
    BrandMember.objects.filter(pk=person.pk).update(role=role)
    person.role = role
    record(verbs.ROLE_CHANGED, viewer=viewer, target=person, role=str(role), **detail)
