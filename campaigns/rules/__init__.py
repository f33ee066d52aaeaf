"""Who may announce, give away, claim and redeem."""

from campaigns.rules.announcements import (
    can_acknowledge_announcement,
    can_announce,
    can_draft_announcement,
    can_edit_announcement,
    can_open_announcement_desk,
    can_open_announcement_detail,
    can_publish_announcement,
    can_read_announcement,
    can_see_announcement,
)
from campaigns.rules.coupons import (
    can_claim_coupon,
    can_issue_coupon,
    can_manage_coupon,
    can_open_coupon_desk,
    can_open_till,
    can_redeem_claim,
    can_see_claim,
    can_see_coupon,
    can_show_code,
)

__all__ = [
    "can_acknowledge_announcement",
    "can_announce",
    "can_claim_coupon",
    "can_draft_announcement",
    "can_edit_announcement",
    "can_issue_coupon",
    "can_manage_coupon",
    "can_open_announcement_desk",
    "can_open_announcement_detail",
    "can_open_coupon_desk",
    "can_open_till",
    "can_publish_announcement",
    "can_read_announcement",
    "can_redeem_claim",
    "can_see_announcement",
    "can_see_claim",
    "can_see_coupon",
    "can_show_code",
]
