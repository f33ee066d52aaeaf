"""What announcements and coupons share: an audience, and a power over the space or over the whole brand."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, Decision, deny
from core.errors import Text
from spaces.models import Space
from spaces.rules import can_read_space


def is_addressed(viewer: Any, row: Any) -> bool:
    """One row of `is_addressed_to`."""
    if viewer.member is None:
        return False
    return row.space_id is None or viewer.belongs_to(row.space)


def governs(viewer: Any, capability: str, space: Space | None) -> bool:
    """One row of `is_governed_by`."""
    if space is None:
        return viewer.can(capability)
    return bool(can_read_space(viewer, space)) and viewer.can(capability, space)


def may_anywhere(viewer: Any, capability: str, refusal: Text) -> Decision:
    """The power over the whole brand, or in any space."""
    return ALLOW if viewer.can(capability) or viewer.spaces_where(capability) else deny(refusal)


def may_act_in(viewer: Any, capability: str, space: Space | None, refusal: Text) -> Decision:
    """The power, in a space that is alive, held by someone who may speak. None is the whole brand."""
    if space is None:
        return ALLOW if viewer.can(capability) else deny(refusal)
    readable = can_read_space(viewer, space)
    if not readable:
        return readable
    if not viewer.can(capability, space):
        return deny(refusal)
    if space.is_archived:
        return deny(_("This space is archived."), "archived")
    if viewer.is_muted_in(space):
        return deny(_("You are muted in this space for now."), "muted")
    return ALLOW
