"""Something a brand gives away in a limited number, each person once."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from campaigns.models.audience import AddressedQuerySet, is_addressed_to, is_governed_by
from core import clock
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager
from members.models import BrandMember
from spaces.models import Space

MOST_PIECES = 1_000_000


class CouponState(models.TextChoices):
    OPEN = "open", pgettext_lazy("coupon", "Open")
    PAUSED = "paused", pgettext_lazy("coupon", "Paused")
    ENDED = "ended", pgettext_lazy("coupon", "Ended")


class CouponQuerySet(AddressedQuerySet):
    def visible_to(self, viewer: Any) -> "CouponQuerySet":
        """Those one may claim, and those one issues. Agrees with `can_see_coupon`."""
        return self.filter(is_addressed_to(viewer) | is_governed_by(viewer, "coupon.issue"))

    def on_offer(self) -> "CouponQuerySet":
        now = clock.now()
        return self.filter(state=CouponState.OPEN, starts_at__lte=now, ends_at__gt=now)

    def with_pieces_left(self) -> "CouponQuerySet":
        return self.filter(claimed_count__lt=F("quantity"))


class Coupon(PublicId, Timestamped):
    """`claimed_count` moves in one conditional UPDATE, so it equals the claims and never passes `quantity`."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, null=True, blank=True, related_name="+", help_text="Null: the whole brand."
    )
    author = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=40)
    terms = models.TextField(max_length=500, blank=True)
    places = models.CharField(max_length=120, blank=True, help_text="Where it can be used, in the brand's own words.")
    quantity = models.PositiveIntegerField()
    claimed_count = models.PositiveIntegerField(default=0)
    redeemed_count = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField(help_text="The last moment to claim and to use it.")
    state = models.CharField(max_length=8, choices=CouponState.choices, default=CouponState.OPEN)

    objects = BrandManager.from_queryset(CouponQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=MOST_PIECES), name="coupon_quantity_in_range"
            ),
            models.CheckConstraint(
                condition=Q(claimed_count__gte=0, claimed_count__lte=F("quantity")),
                name="coupon_claims_within_quantity",
            ),
            models.CheckConstraint(
                condition=Q(redeemed_count__lte=F("claimed_count")), name="coupon_redemptions_within_claims"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="coupon_ends_after_it_starts"),
        ]
        indexes = [
            models.Index(fields=["brand", "space", "ends_at"], name="coupons_on_offer", condition=Q(state="open")),
            models.Index(fields=["brand", "-id"], name="coupons_of_brand"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.claimed_count}/{self.quantity}"

    @property
    def left(self) -> int:
        return self.quantity - self.claimed_count

    @property
    def is_sold_out(self) -> bool:
        return self.claimed_count >= self.quantity

    @property
    def is_over(self) -> bool:
        return self.state == CouponState.ENDED or self.ends_at <= clock.now()

    @property
    def has_started(self) -> bool:
        return self.starts_at <= clock.now()

    @property
    def days_left(self) -> int:
        """Whole days until it runs out; 0 is the last day."""
        return (self.ends_at - clock.now()).days

    @property
    def claimed_percent(self) -> int:
        return round(100 * self.claimed_count / self.quantity)

    @property
    def redeemed_percent(self) -> int:
        return round(100 * self.redeemed_count / self.claimed_count) if self.claimed_count else 0
