"""A coupon that is someone's, and its one use."""

from typing import Any

from django.db import models
from django.db.models import Q

from brands.models import Brand
from campaigns.codes import LENGTH, grouped, new_code
from campaigns.models.audience import is_governed_by
from campaigns.models.coupon import Coupon
from campaigns.money import shown
from core import clock
from core.models import PublicId
from core.tenancy import BrandManager, BrandQuerySet
from members.models import BrandMember


class ClaimQuerySet(BrandQuerySet):
    def visible_to(self, viewer: Any) -> "ClaimQuerySet":
        """One's own, and those of coupons that one issues. Agrees with `can_see_claim`."""
        own = Q(member_id=viewer.actor_id) if viewer.actor_id is not None else Q(pk=None)
        issued = Coupon.objects.filter(is_governed_by(viewer, "coupon.issue")).values("pk")
        return self.filter(own | Q(coupon__in=issued))


class Claim(PublicId):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    coupon = models.ForeignKey(Coupon, on_delete=models.CASCADE, related_name="claims")
    member = models.ForeignKey(BrandMember, on_delete=models.CASCADE, related_name="+")
    ordinal = models.PositiveIntegerField(help_text="The how-manieth of its coupon.")
    code = models.CharField(max_length=LENGTH, unique=True, default=new_code, editable=False)
    claimed_at = models.DateTimeField(default=clock.now)

    objects = BrandManager.from_queryset(ClaimQuerySet)()

    is_new = False  # true only on the row that claim_coupon has just made

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coupon", "member"], name="one_claim_per_coupon_and_member"),
            models.UniqueConstraint(fields=["coupon", "ordinal"], name="one_claim_per_coupon_and_ordinal"),
        ]
        indexes = [models.Index(fields=["member", "-id"], name="wallet_of_member")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def shown_code(self) -> str:
        return grouped(self.code)

    @property
    def masked_code(self) -> str:
        """For staff lists: enough to tell two apart, not enough to use one."""
        return f"····-····-{self.code[-4:]}"

    @property
    def is_used(self) -> bool:
        return hasattr(self, "redemption")

    @property
    def is_expired(self) -> bool:
        return not self.is_used and self.coupon.ends_at <= clock.now()


class Redemption(models.Model):
    """The row decides that a code is used once: a second one breaks the unique key."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="redemption")
    redeemed_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, related_name="+")
    place = models.CharField(max_length=60, blank=True)
    order_amount = models.BigIntegerField(null=True, help_text="In minor units of the currency: 12000 is TWD 120.00.")
    currency = models.CharField(max_length=3, blank=True)
    redeemed_at = models.DateTimeField(default=clock.now)

    objects = BrandManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(order_amount=None, currency="") | Q(order_amount__gte=0, currency__gt=""),
                name="order_amount_has_its_currency",
            )
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.place}"

    @property
    def shown_amount(self) -> str:
        return "" if self.order_amount is None else shown(self.order_amount, self.currency)


class WrongCode(models.Model):
    """A code that led nowhere. Ten in ten minutes lock the account out of the till."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(BrandMember, on_delete=models.CASCADE, related_name="+")
    tried_at = models.DateTimeField(default=clock.now)

    objects = BrandManager()

    class Meta:
        indexes = [models.Index(fields=["member", "tried_at"], name="wrong_codes_of_member")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.tried_at:%H:%M:%S}"
