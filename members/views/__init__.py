"""Pages about people."""

from members.views.brand import brand_members
from members.views.choices import consent, privacy_choices
from members.views.export import export
from members.views.house_rules import house_rules
from members.views.invitation import accept, decline, invitation
from members.views.invites import invite, invite_by_email, invite_qr, poster, revoke, space_invites
from members.views.person import avatar, person
from members.views.privacy import privacy, privacy_messages
from members.views.privacy_data import ask_export, export_file, forget, privacy_data, withdraw
from members.views.privacy_desk import consent_text, privacy_desk
from members.views.profile import profile
from members.views.segment_tags import segment_tag
from members.views.segments import new_segment, segment, segment_count, segments, turn_segment
from members.views.space import change_role, space_members
from members.views.tag_jobs import tag_job, tag_jobs, turn_tag_job
from members.views.tagging import tag_many
from members.views.tags import delete as delete_tag
from members.views.tags import tag, tag_one, tags, untag_one
from members.views.team import revoke_team_invite, team_invites

__all__ = [
    "accept",
    "ask_export",
    "avatar",
    "brand_members",
    "change_role",
    "consent",
    "consent_text",
    "decline",
    "delete_tag",
    "export",
    "export_file",
    "forget",
    "house_rules",
    "invitation",
    "invite",
    "invite_by_email",
    "invite_qr",
    "new_segment",
    "person",
    "poster",
    "privacy",
    "privacy_choices",
    "privacy_data",
    "privacy_desk",
    "privacy_messages",
    "profile",
    "revoke",
    "revoke_team_invite",
    "segment",
    "segment_count",
    "segment_tag",
    "segments",
    "space_invites",
    "space_members",
    "tag",
    "tag_job",
    "tag_jobs",
    "tag_many",
    "tag_one",
    "tags",
    "team_invites",
    "turn_segment",
    "turn_tag_job",
    "untag_one",
    "withdraw",
]
