"""Announcing, giving away, redeeming."""

from campaigns.actions.announcements import draft_announcement, edit_announcement
from campaigns.actions.claims import claim_coupon
from campaigns.actions.composing import DRAFT, LATER, NOW, compose_announcement, revise_announcement
from campaigns.actions.coupons import USUAL_LIFE, end_coupon, issue_coupon, pause_coupon, reopen_coupon
from campaigns.actions.publishing import (
    cancel_announcement,
    publish_due,
    publish_now,
    schedule_announcement,
)
from campaigns.actions.reading import acknowledge_announcement, mark_announcement_read
from campaigns.actions.redeeming import note_wrong_code, redeem_claim

__all__ = [
    "DRAFT",
    "LATER",
    "NOW",
    "USUAL_LIFE",
    "acknowledge_announcement",
    "cancel_announcement",
    "claim_coupon",
    "compose_announcement",
    "draft_announcement",
    "edit_announcement",
    "end_coupon",
    "issue_coupon",
    "mark_announcement_read",
    "note_wrong_code",
    "pause_coupon",
    "publish_due",
    "publish_now",
    "redeem_claim",
    "reopen_coupon",
    "revise_announcement",
    "schedule_announcement",
]
