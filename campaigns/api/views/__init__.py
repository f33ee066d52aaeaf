"""REST over announcements and coupons."""

from campaigns.api.views.announcements import (
    AcknowledgeAnnouncement,
    Announcements,
    CancelAnnouncement,
    OneAnnouncement,
    PublishAnnouncement,
    ReadAnnouncement,
)
from campaigns.api.views.coupons import ClaimCoupon, Claims, Coupons, OneClaim, OneCoupon, RedeemClaim

__all__ = [
    "AcknowledgeAnnouncement",
    "Announcements",
    "CancelAnnouncement",
    "ClaimCoupon",
    "Claims",
    "Coupons",
    "OneAnnouncement",
    "OneClaim",
    "OneCoupon",
    "PublishAnnouncement",
    "ReadAnnouncement",
    "RedeemClaim",
]
