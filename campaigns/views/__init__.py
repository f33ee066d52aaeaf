"""Pages: the desk, the reader's side, the wallet and the till."""

from campaigns.views.compose import compose, edit, preview
from campaigns.views.coupon_desk import coupon, coupons, issue, turn
from campaigns.views.desk import announcement_detail, announcements, cancel, send_now
from campaigns.views.reading import acknowledge, announcement, space_announcements
from campaigns.views.till import redeem
from campaigns.views.wallet import claim, claim_card, qr, wallet

__all__ = [
    "acknowledge",
    "announcement",
    "announcement_detail",
    "announcements",
    "cancel",
    "claim",
    "claim_card",
    "compose",
    "coupon",
    "coupons",
    "edit",
    "issue",
    "preview",
    "qr",
    "redeem",
    "send_now",
    "space_announcements",
    "turn",
    "wallet",
]
