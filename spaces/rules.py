"""Who may know of, read, open and change a space."""

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, HIDE, Decision, deny
from core.viewing import Viewer
from spaces.models import Space, Visibility


def can_see_space(viewer: Viewer, space: Space) -> Decision:
    """May the viewer know that it exists? One row of `SpaceQuerySet.visible_to`."""
    if viewer.can("space.read") or viewer.belongs_to(space):
        return ALLOW
    if space.is_archived or space.visibility == Visibility.SECRET:
        return HIDE
    if space.visibility == Visibility.PUBLIC:
        return ALLOW
    if space.visibility == Visibility.BRAND:
        return ALLOW if viewer.member is not None else HIDE
    if viewer.member is None:
        return ALLOW if space.listed_publicly else HIDE
    return ALLOW if viewer.can("space.see_listed") else HIDE


def can_read_space(viewer: Viewer, space: Space) -> Decision:
    """May the viewer read what is inside?"""
    seen = can_see_space(viewer, space)
    if not seen or viewer.can("space.read") or viewer.belongs_to(space) or space.is_open_to_read:
        return seen
    return deny(_("Only members of this group can see what is inside."), "membership_required")


def can_create_space(viewer: Viewer) -> Decision:
    return ALLOW if viewer.can("space.create") else deny(_("Only the brand's owner and managers can open spaces."))


def can_manage_space(viewer: Viewer, space: Space) -> Decision:
    seen = can_see_space(viewer, space)
    if not seen:
        return seen
    return ALLOW if viewer.can("space.manage", space) else deny(_("Only admins of this space can change its settings."))


def can_open_spaces_desk(viewer: Viewer) -> Decision:
    """The console's list: for whoever manages every space, or at least one."""
    if viewer.can("space.manage") or viewer.spaces_where("space.manage"):
        return ALLOW
    return deny(_("Only people who manage a space can open this page."))
