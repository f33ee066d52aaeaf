"""Pages about people."""

from members.views.brand import brand_members
from members.views.export import export
from members.views.invitation import accept, decline, invitation
from members.views.person import avatar, person
from members.views.profile import profile
from members.views.segment_tags import segment_tag
from members.views.segments import new_segment, segment, segment_count, segments, turn_segment
from members.views.space import change_role, space_members
from members.views.tagging import tag_many
from members.views.tags import delete as delete_tag
from members.views.tags import tag, tag_one, tags, untag_one

__all__ = [
    "accept",
    "avatar",
    "brand_members",
    "change_role",
    "decline",
    "delete_tag",
    "export",
    "invitation",
    "new_segment",
    "person",
    "profile",
    "segment",
    "segment_count",
    "segment_tag",
    "segments",
    "space_members",
    "tag",
    "tag_many",
    "tag_one",
    "tags",
    "turn_segment",
    "untag_one",
]
