"""What every kind of writing in a space asks first."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, Decision, deny
from members.rules import asks_for_rules
from spaces.models import Space
from spaces.rules import can_read_space

SIGN_IN = deny(_("Sign in first."), "sign_in_required")
JOIN_FIRST = deny(_("Join first, then you can write here."), "membership_required")


def holds(viewer: Any, capability: str, space: Space) -> bool:
    """The power itself, or the editors' share of it: communities that everybody may read."""
    return viewer.can(capability, space) or (space.is_open_to_read and viewer.can("post.moderate_open"))


def can_take_part(viewer: Any, space: Space) -> Decision:
    """Whoever reads here and belongs here, unless muted, banned, or the space is archived."""
    readable = can_read_space(viewer, space)
    if not readable:
        return readable
    if not viewer.is_authenticated:
        return SIGN_IN
    if space.is_archived:
        return deny(_("This space is archived: it can be read, but nothing new is written."), "archived")
    if viewer.is_banned_from(space):
        return deny(_("You cannot write in this space."), "banned")
    if viewer.is_muted_in(space):
        return deny(_("You are muted here for now. You can still read."), "muted")
    if asks_for_rules(viewer, space):
        return deny(_("The rules of this space have changed. Accept them to go on writing."), "rules_changed")
    if viewer.can("post.create", space) or viewer.can("post.as_brand"):
        return ALLOW
    return JOIN_FIRST
