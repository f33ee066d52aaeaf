"""Who gives and takes roles in the brand, hands it over, and decides what each role may do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, HIDE, Decision, deny
from members.bars import is_barred_from_brand
from members.models import BrandMember
from members.models.brand_member import BrandRole
from members.rules.ownership import is_last_owner

ONLY_OWNER = deny(_("Only the brand's owner gives roles in the brand."))
LAST_OWNER = deny(_("A brand needs an owner. Hand it over to somebody first."), "last_owner")


def can_see_staff(viewer: Any) -> Decision:
    if viewer.can("role.assign") or viewer.can("member.see_brand"):
        return ALLOW
    return deny(_("Only the brand's owner and managers see the team."))


def can_assign_brand_role(viewer: Any, person: BrandMember, role: str) -> Decision:
    """
    Give a role, or end it with the empty one. Of one's own it can only be given up, and never by the last owner.

    To make somebody the owner is `can_hand_over`: it asks for more than an open session.
    """
    if viewer.member is None:
        return HIDE
    if viewer.actor_id == person.pk:
        return can_give_up_role(viewer, person) if not role else deny(_OTHERS_ROLE, "own_record")
    if not viewer.can("role.assign"):
        return ONLY_OWNER
    if role == BrandRole.OWNER and person.role != BrandRole.OWNER:
        return deny(_("A brand is handed over on a page of its own."), "owner_is_handed_over")
    if role != BrandRole.OWNER and is_last_owner(person):
        return LAST_OWNER
    return _may_hold_role(person) if role else ALLOW


_OTHERS_ROLE = _("Someone else has to change your role. You can only give it up.")


def can_give_up_role(viewer: Any, person: BrandMember) -> Decision:
    """Whoever belongs to the team may leave it."""
    if viewer.member is None:
        return HIDE
    if viewer.actor_id != person.pk:
        return ONLY_OWNER
    return LAST_OWNER if is_last_owner(person) else ALLOW


def _may_hold_role(person: BrandMember) -> Decision:
    """Not who is banned, nor the address of somebody who was banned and then forgotten."""
    if person.is_banned or person.account is None or is_barred_from_brand(person.brand_id, person.account):
        return deny(_("This person is banned from the brand."), "banned_from_brand")
    return ALLOW


def may_be_appointed(person: BrandMember, role: str) -> Decision:
    """For the one way round `role.assign`: a command, or the opening of a brand."""
    if role != BrandRole.OWNER and is_last_owner(person):
        return LAST_OWNER
    return _may_hold_role(person)


def can_hand_over(viewer: Any, person: BrandMember) -> Decision:
    """To somebody of the team: a stranger to the desk does not become its owner in one step."""
    if viewer.member is None:
        return HIDE
    if not viewer.can("role.assign"):
        return deny(_("Only the brand's owner can hand it over."))
    if viewer.actor_id == person.pk or person.role == BrandRole.OWNER:
        return deny(_("This person owns the brand already."), "already_owner")
    if not person.role:
        return deny(_("Give them a role in the brand first."), "no_role")
    return _may_hold_role(person)


def can_change_powers(viewer: Any) -> Decision:
    """What a role may do. Everybody of the team who sees who has a role may read it."""
    if viewer.can("role.assign"):
        return ALLOW
    return deny(_("Only the brand's owner decides what the roles may do."))
