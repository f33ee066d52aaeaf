"""Who asks questions about members, and how much of the answer they read."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, HIDE, Decision, deny
from members.models import Segment
from members.segments.check import Rule
from members.segments.compile import asks_contact


def can_open_segments(viewer: Any) -> Decision:
    return ALLOW if viewer.can("segment.view") else deny(_("Segments are for the brand's team."))


def can_see_segment(viewer: Any, segment: Segment) -> Decision:
    """One row of `SegmentQuerySet.visible_to`."""
    return ALLOW if Segment.objects.visible_to(viewer).filter(pk=segment.pk).exists() else HIDE


def can_manage_segments(viewer: Any) -> Decision:
    return ALLOW if viewer.can("segment.manage") else deny(_("Only the brand's owner and managers save segments."))


def can_change_segment(viewer: Any, segment: Segment) -> Decision:
    return can_see_segment(viewer, segment) and can_manage_segments(viewer)


def can_see_people_of(viewer: Any, segment: Segment) -> Decision:
    return can_see_segment(viewer, segment) and can_see_people_matching(viewer, segment.rule)


def can_see_people_matching(viewer: Any, rule: Rule) -> Decision:
    """Names, not only a number. A question about birthdays would tell them to whoever reads the names."""
    if not viewer.can("member.see_brand"):
        return deny(_("Only the brand's owner and managers see everyone."))
    if asks_contact(rule) and not viewer.can("pii.view"):
        return deny(_("Who is in it would tell birthdays, which you may not see."), "pii_required")
    return ALLOW


def can_keep_contact(viewer: Any, rule: Rule) -> Decision:
    if asks_contact(rule) and not viewer.can("pii.view"):
        return deny(_("Who is in it would tell birthdays, which you may not see."), "pii_required")
    return ALLOW


def can_keep_tag(viewer: Any, segment: Segment) -> Decision:
    """A tag is seen on people, so it tells who is in the segment."""
    allowed = can_change_segment(viewer, segment)
    if not allowed:
        return allowed
    if not viewer.can("member.tag"):
        return deny(_("You may not give tags."))
    return can_keep_contact(viewer, segment.rule)
