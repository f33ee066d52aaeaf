"""Joining, leaving, applying, deciding."""

from members.actions.applications import apply_to_space, approve_application, decline_application, withdraw_application
from members.actions.memberships import assign_role, found_space, join_space, leave_space, remove_member
from members.actions.profile import update_profile
from members.actions.records import appoint, join_brand
from members.actions.standing import hold_standing, note_inspection

__all__ = [
    "apply_to_space",
    "appoint",
    "approve_application",
    "assign_role",
    "decline_application",
    "found_space",
    "hold_standing",
    "join_brand",
    "join_space",
    "leave_space",
    "note_inspection",
    "remove_member",
    "update_profile",
    "withdraw_application",
]
