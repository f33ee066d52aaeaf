"""Who may join, apply, decide, and see whom."""

from members.rules.applications import (
    can_apply,
    can_decide_application,
    can_open_desk,
    can_see_application,
    can_withdraw_application,
)
from members.rules.invites import (
    can_accept_invite,
    can_invite,
    can_invite_as,
    can_invite_to_brand,
    can_revoke_invite,
    can_see_invite,
    can_share_invite,
)
from members.rules.memberships import (
    can_assign_role,
    can_join,
    can_leave,
    can_remove_member,
    can_see_brand_members,
    can_see_members,
)
from members.rules.people import can_see_person
from members.rules.records import can_change_record, can_export_members, can_see_contact, can_see_record
from members.rules.segments import (
    can_change_segment,
    can_keep_contact,
    can_keep_tag,
    can_manage_segments,
    can_open_segments,
    can_see_people_matching,
    can_see_people_of,
    can_see_segment,
)
from members.rules.tags import can_see_tag, can_tag_member, can_tag_members

__all__ = [
    "can_accept_invite",
    "can_apply",
    "can_assign_role",
    "can_change_record",
    "can_change_segment",
    "can_decide_application",
    "can_export_members",
    "can_invite",
    "can_invite_as",
    "can_invite_to_brand",
    "can_join",
    "can_keep_contact",
    "can_keep_tag",
    "can_leave",
    "can_manage_segments",
    "can_open_desk",
    "can_open_segments",
    "can_remove_member",
    "can_revoke_invite",
    "can_see_application",
    "can_see_brand_members",
    "can_see_contact",
    "can_see_invite",
    "can_see_members",
    "can_see_people_matching",
    "can_see_people_of",
    "can_see_person",
    "can_see_record",
    "can_see_segment",
    "can_see_tag",
    "can_share_invite",
    "can_tag_member",
    "can_tag_members",
    "can_withdraw_application",
]
