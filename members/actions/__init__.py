"""Joining, leaving, applying, deciding."""

from members.actions.accepting import accept_invite, decline_invite
from members.actions.addressing import forget_addresses, invite_address
from members.actions.admission import add_rule, change_rule, order_rules, remove_rule
from members.actions.applications import apply_to_space, withdraw_application
from members.actions.asking import answer_question, ask_applicant
from members.actions.brand_bans import ban_from_brand, lift_brand_ban
from members.actions.bridges import invite_waiting, start_bridge
from members.actions.bulk import decide_many
from members.actions.consents import answer_consents, set_consent_text, set_personal_targeting
from members.actions.contact import note_contact_look, update_record
from members.actions.crossings import note_stays
from members.actions.data_jobs import expire_exports, work_on_due
from members.actions.data_requests import request_erasure, request_export, withdraw_erasure
from members.actions.decisions import approve_application, decline_application
from members.actions.export import export_people
from members.actions.house_rules import accept_rules
from members.actions.invite_batches import confirm_batch, drop_batch, forget_batches, preview_batch
from members.actions.invite_jobs import invite_from_files
from members.actions.inviting import create_invite_link, invite_member, revoke_invite
from members.actions.memberships import assign_role, found_for, found_space, join_space, leave_space, remove_member
from members.actions.powers import set_role_powers
from members.actions.presence import note_seen, refresh_stages
from members.actions.profile import update_profile
from members.actions.records import appoint, join_brand
from members.actions.sanctions import (
    ban_from_space,
    lift_space_ban,
    mute_member,
    restore_member,
    unmute_member,
)
from members.actions.seats import fill_places
from members.actions.segments import (
    archive_segment,
    change_segment,
    duplicate_segment,
    restore_segment,
    save_segment,
)
from members.actions.staff import assign_brand_role, hand_over
from members.actions.standing import hold_standing, note_inspection
from members.actions.tag_job_steps import drop_taken_tags, work_on_tag_jobs
from members.actions.tag_jobs import start_tag_job, stop_tag_job, undo_tag_job
from members.actions.tag_rules import follow_segment, keep_due_tags, let_go_of_tag
from members.actions.tagging import tag_member, tag_people, untag_member, untag_people
from members.actions.tags import change_tag, create_tag, delete_tag
from members.actions.team import accept_team_invite, invite_to_team
from members.actions.undoing import undo_decision

__all__ = [
    "accept_invite",
    "accept_rules",
    "accept_team_invite",
    "add_rule",
    "answer_consents",
    "answer_question",
    "apply_to_space",
    "appoint",
    "approve_application",
    "archive_segment",
    "ask_applicant",
    "assign_brand_role",
    "assign_role",
    "ban_from_brand",
    "ban_from_space",
    "change_rule",
    "change_segment",
    "change_tag",
    "confirm_batch",
    "create_invite_link",
    "create_tag",
    "decide_many",
    "decline_application",
    "decline_invite",
    "delete_tag",
    "drop_batch",
    "drop_taken_tags",
    "duplicate_segment",
    "expire_exports",
    "export_people",
    "fill_places",
    "follow_segment",
    "forget_addresses",
    "forget_batches",
    "found_for",
    "found_space",
    "hand_over",
    "hold_standing",
    "invite_address",
    "invite_from_files",
    "invite_member",
    "invite_to_team",
    "invite_waiting",
    "join_brand",
    "join_space",
    "keep_due_tags",
    "leave_space",
    "let_go_of_tag",
    "lift_brand_ban",
    "lift_space_ban",
    "mute_member",
    "note_contact_look",
    "note_inspection",
    "note_seen",
    "note_stays",
    "order_rules",
    "preview_batch",
    "refresh_stages",
    "remove_member",
    "remove_rule",
    "request_erasure",
    "request_export",
    "restore_member",
    "restore_segment",
    "revoke_invite",
    "save_segment",
    "set_consent_text",
    "set_personal_targeting",
    "set_role_powers",
    "start_bridge",
    "start_tag_job",
    "stop_tag_job",
    "tag_member",
    "tag_people",
    "undo_decision",
    "undo_tag_job",
    "unmute_member",
    "untag_member",
    "untag_people",
    "update_profile",
    "update_record",
    "withdraw_application",
    "withdraw_erasure",
    "work_on_due",
    "work_on_tag_jobs",
]
