"""Coupons and announcements, as something that segments ask about."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Claim
from core import clock
from members.segments.catalogue import Condition, Names, Values, count_verb, declare


def _waits(values: Values) -> Q:
    """A piece that can still be used."""
    waiting = Claim.objects.filter(member=OuterRef("pk"), redemption=None, coupon__ends_at__gt=clock.now())
    return Q(Exists(waiting))


def _says(values: Values, names: Names, is_not: bool) -> str:
    if is_not:
        return _("have no claimed coupon that waits to be used")
    return _("have claimed a coupon and not used it yet")


declare(
    Condition(
        "unused_coupon",
        gettext_lazy("Claimed but not redeemed"),
        gettext_lazy("Activity"),
        _waits,
        _says,
        is_behaviour=True,
    )
)
count_verb("announcement.read", gettext_lazy("Read an announcement"), gettext_lazy("read an announcement"))
count_verb(
    "announcement.acknowledged",
    gettext_lazy("Acknowledged an announcement"),
    gettext_lazy("acknowledged an announcement"),
)
count_verb("coupon.claimed", gettext_lazy("Claimed a coupon"), gettext_lazy("claimed a coupon"))
