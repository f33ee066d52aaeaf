"""Powers over what a brand says and gives away."""

from django.utils.translation import gettext_lazy as _

from core.capabilities import RUNS_BRAND, declare

DRAFT = declare(
    "announcement.draft", _("Write announcements for others to send"), brand=(*RUNS_BRAND, "editor"), space=("admin",)
)
PUBLISH = declare("announcement.publish", _("Schedule, send and cancel announcements"), space=("admin",))
ISSUE = declare("coupon.issue", _("Issue coupons and see who claimed them"), space=("admin",))
REDEEM = declare("coupon.redeem", _("Redeem coupons at the till"), brand=(*RUNS_BRAND, "agent"), space=("admin",))
