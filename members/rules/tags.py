"""Who puts tags on people, and who reads them."""

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, HIDE, Decision, deny
from core.viewing import Viewer
from members.models import BrandMember, Tag


def can_tag_members(viewer: Viewer) -> Decision:
    """Make, change and delete tags, and give and take them."""
    return ALLOW if viewer.can("member.tag") else deny(_("Only the brand's owner and managers tag people."))


def can_see_tag(viewer: Viewer, tag: Tag) -> Decision:
    """One row of `TagQuerySet.visible_to`. Nobody else learns how the brand sorts people."""
    return ALLOW if viewer.can("member.see_brand") or viewer.can("member.tag") else HIDE


def can_tag_member(viewer: Viewer, member: BrandMember) -> Decision:
    return can_tag_members(viewer)
