"""A message, and its way to one person over one channel. Permission is asked at hand-off and render, never stored here."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from activity.models import Activity
from brands.models import Brand
from core import clock
from core.models import PublicId
from core.tenancy import BrandManager


class Channel(models.TextChoices):
    INBOX = "inbox", pgettext_lazy("channel", "Inbox")
    EMAIL = "email", pgettext_lazy("channel", "E-mail")


class DeliveryState(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("delivery", "Queued")
    HANDING_OFF = "handing_off", pgettext_lazy("delivery", "Handing off")
    DELIVERED = "delivered", pgettext_lazy("delivery", "Delivered")
    SKIPPED = "skipped", pgettext_lazy("delivery", "Not sent: no longer allowed")
    FAILED = "failed", pgettext_lazy("delivery", "Failed")
    UNCERTAIN = "uncertain", pgettext_lazy("delivery", "Uncertain")


class Message(models.Model):
    """What one fact has to say under one notice. The words are made for each reader when they are needed."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    notice = models.CharField(max_length=48)
    fact = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects = BrandManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "fact"], name="one_message_per_notice_and_fact")]

    def __str__(self) -> str:
        return f"{self.notice}:{self.fact_id}"


class Delivery(PublicId):
    """Unique per message × person × channel. `fence` grows with every lease, so a late worker cannot overwrite a newer one."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    state = models.CharField(max_length=12, choices=DeliveryState.choices, default=DeliveryState.QUEUED)
    due_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = BrandManager()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["message", "account", "channel"], name="one_delivery_per_person_and_channel"
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], name="delivery_due", condition=Q(state__in=["queued", "handing_off"])),
            models.Index(fields=["account", "brand", "-id"], name="inbox_of_account", condition=Q(channel="inbox")),
            models.Index(fields=["account", "brand"], name="inbox_unread", condition=Q(channel="inbox", read_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.channel}:{self.message_id}:{self.account_id} {self.state}"

    @property
    def key(self) -> str:
        """Stable over every retry: what a provider, or the mail folder, knows this delivery by."""
        return f"{self.message_id}-{self.account_id}-{self.channel}"
