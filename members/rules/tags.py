"""Who puts tags on people, and who reads them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, HIDE, Decision, deny
from core.viewing import Viewer
from members.models import BrandMember, Tag, TagJob
from members.rules.memberships import can_see_brand_members
from members.rules.segments import can_see_people_matching


def can_tag_members(viewer: Viewer) -> Decision:
    """Make, change and delete tags, and give and take them."""
    return ALLOW if viewer.can("member.tag") else deny(_("Only the brand's owner and managers tag people."))


def can_see_tag(viewer: Viewer, tag: Tag) -> Decision:
    """One row of `TagQuerySet.visible_to`. Nobody else learns how the brand sorts people."""
    return ALLOW if viewer.can("member.see_brand") or viewer.can("member.tag") else HIDE


def can_see_tag_job(viewer: Viewer, job: TagJob) -> Decision:
    """One row of `TagJobQuerySet.visible_to`."""
    return ALLOW if viewer.can("member.tag") else HIDE


def can_start_tag_job(viewer: Viewer, rule: Any = None) -> Decision:
    """A tag is seen on people: whoever gives one to a whole list learns who is in it. `rule` is a segment's."""
    allowed = can_tag_members(viewer) and can_see_brand_members(viewer)
    return can_see_people_matching(viewer, rule) if allowed and rule else allowed


def can_change_tag_job(viewer: Viewer, job: TagJob) -> Decision:
    """Stop it, or undo what it did."""
    return can_see_tag_job(viewer, job) and can_tag_members(viewer)


def can_tag_member(viewer: Viewer, member: BrandMember) -> Decision:
    return can_tag_members(viewer)
