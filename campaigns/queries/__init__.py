"""Reading announcements, coupons and wallets."""

from campaigns.queries.announcements import (
    announcement_desk,
    announcements_by_fact,
    announcements_in,
    announcements_visible,
    audience_size,
    get_announcement,
    spaces_to_announce_in,
    was_addressed,
)
from campaigns.queries.audience import accounts_in
from campaigns.queries.claims import claims_of_coupon, get_claim, own_claims, redeemed_by
from campaigns.queries.coupons import (
    coupon_desk,
    coupons_by_fact,
    coupons_for,
    coupons_visible,
    get_coupon,
    spaces_to_issue_in,
)
from campaigns.queries.panels import announcements_panel, coupons_panel, unread_announcements
from campaigns.queries.wallet import Wallet, wallet_of

__all__ = [
    "Wallet",
    "accounts_in",
    "announcement_desk",
    "announcements_by_fact",
    "announcements_in",
    "announcements_panel",
    "announcements_visible",
    "audience_size",
    "claims_of_coupon",
    "coupon_desk",
    "coupons_by_fact",
    "coupons_for",
    "coupons_panel",
    "coupons_visible",
    "get_announcement",
    "get_claim",
    "get_coupon",
    "own_claims",
    "redeemed_by",
    "spaces_to_announce_in",
    "spaces_to_issue_in",
    "unread_announcements",
    "wallet_of",
    "was_addressed",
]
