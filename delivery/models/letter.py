"""A letter to an address that belongs to nobody here, and the addresses that want no more of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from brands.models import Brand
from core import clock
from core.models import PublicId
from core.tenancy import BrandManager
from delivery.models.delivery import DeliveryState

ON_ITS_WAY = (DeliveryState.QUEUED, DeliveryState.HANDING_OFF)


class Letter(PublicId):
    """
    The row is the queue. The address is kept until the letter is handed over and no longer; what stays is a keyed hash,
    which is enough to count how many letters a mailbox got.
    """

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=48, help_text="A name in core.letters.")
    subject_id = models.BigIntegerField(help_text="The row that it is about, by number.")
    address = models.CharField(max_length=254, blank=True)
    digest = models.CharField(max_length=64)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=DeliveryState.choices, default=DeliveryState.QUEUED)
    due_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=60, blank=True, help_text="The kind of the last error, never its words.")
    created_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)

    objects = BrandManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="one_letter_per_subject"),
            models.CheckConstraint(
                condition=Q(address="") | Q(state__in=ON_ITS_WAY), name="address_goes_with_the_letter"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="letters_due", condition=Q(state__in=["queued", "handing_off"])),
            models.Index(fields=["brand", "created_at"], name="letters_of_brand"),
            models.Index(fields=["sender", "created_at"], name="letters_of_sender"),
            models.Index(fields=["digest", "created_at"], name="letters_to_address"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject_id} {self.state}"

    @property
    def key(self) -> str:
        """Stable over every retry: what a provider, or the mail folder, knows this letter by."""
        return f"letter-{self.public_id}"


class RefusedAddress(models.Model):
    """An address whose holder wants no letters from this brand while they do not belong to it. Only a keyed hash is kept."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now)

    objects = BrandManager()

    class Meta:
        verbose_name_plural = "refused addresses"
        constraints = [models.UniqueConstraint(fields=["brand", "digest"], name="one_refusal_per_address_and_brand")]

    def __str__(self) -> str:
        return f"{self.brand_id}:{self.digest[:8]}"
