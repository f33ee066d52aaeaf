"""What a brand says on purpose, and what it gives away."""

from campaigns.models.announcement import Announcement, AnnouncementRead, AnnouncementState
from campaigns.models.claim import Claim, Redemption, WrongCode
from campaigns.models.coupon import Coupon, CouponState

__all__ = [
    "Announcement",
    "AnnouncementRead",
    "AnnouncementState",
    "Claim",
    "Coupon",
    "CouponState",
    "Redemption",
    "WrongCode",
]
