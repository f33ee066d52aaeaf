"""Facts about announcements and coupons."""

from activity.verbs import declare

ANNOUNCEMENT_CHANGED = declare("announcement.changed", audited=True)
ANNOUNCEMENT_SCHEDULED = declare("announcement.scheduled", audited=True)
ANNOUNCEMENT_PUBLISHED = declare("announcement.published", audited=True)
ANNOUNCEMENT_HELD = declare("announcement.held")
ANNOUNCEMENT_CANCELLED = declare("announcement.cancelled", audited=True)
ANNOUNCEMENT_READ = declare("announcement.read")
ANNOUNCEMENT_ACKNOWLEDGED = declare("announcement.acknowledged")
COUPON_ISSUED = declare("coupon.issued", audited=True)
COUPON_CHANGED = declare("coupon.changed", audited=True)
COUPON_CLAIMED = declare("coupon.claimed")
COUPON_REDEEMED = declare("coupon.redeemed", audited=True)
