"""An address of another system that is told of facts, and one row per fact and address. No answer's body is ever kept."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from activity.models import Activity
from brands.models import ApiKey, Brand
from core import clock
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager, BrandQuerySet
from core.webhooks import catalogue
from spaces.models import Space

PING = "webhook.ping"


class EndpointState(models.TextChoices):
    ON = "on", pgettext_lazy("webhook", "On")
    PAUSED = "paused", pgettext_lazy("webhook", "Paused")
    OFF = "off", pgettext_lazy("webhook", "Switched off")


class OffBecause(models.TextChoices):
    GONE = "gone", pgettext_lazy("webhook", "The address answered that it is gone (410)")
    FAILING = "failing", pgettext_lazy("webhook", "The address failed for days")


class SendState(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("webhook delivery", "Waiting")
    SENDING = "sending", pgettext_lazy("webhook delivery", "Sending")
    DELIVERED = "delivered", pgettext_lazy("webhook delivery", "Delivered")
    SKIPPED = "skipped", pgettext_lazy("webhook delivery", "Not sent: not allowed any more")
    FAILED = "failed", pgettext_lazy("webhook delivery", "Given up")


WAITING = (SendState.QUEUED, SendState.SENDING)


class WebhookEndpoint(PublicId, Timestamped):
    """
    It is told what `account` may know now, and, when a key set it up, no more than that key's scopes.

    `is_brisk`: the last answer was good and quick. Others are asked one at a time and wait for nobody but themselves.
    """

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    label = models.CharField(max_length=60)
    url = models.CharField(max_length=2000)
    verbs = models.JSONField(default=list, help_text="Names of webhooks, or `family.*`.")
    every_space = models.BooleanField(default=True)
    spaces = models.ManyToManyField(Space, blank=True, related_name="+", help_text="Only these, unless every one.")
    secret = models.CharField(max_length=80)
    old_secret = models.CharField(max_length=80, blank=True)
    old_secret_until = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=EndpointState.choices, default=EndpointState.ON)
    off_because = models.CharField(max_length=8, choices=OffBecause.choices, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    is_brisk = models.BooleanField(default=False)
    next_at = models.DateTimeField(default=clock.now, help_text="Not asked before: its turn, or the rest it asked for.")

    objects = BrandManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(old_secret="", old_secret_until=None)
                | (~Q(old_secret="") & Q(old_secret_until__isnull=False)),
                name="old_webhook_secret_has_an_end",
            ),
            models.CheckConstraint(
                condition=(Q(state="off") & ~Q(off_because="")) | (~Q(state="off") & Q(off_because="")),
                name="switched_off_webhook_says_why",
            ),
        ]
        indexes = [models.Index(fields=["next_at"], name="webhooks_in_turn", condition=Q(state="on"))]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def is_on(self) -> bool:
        return self.state == EndpointState.ON

    def covers(self, space_id: int | None) -> bool:
        """Reads `spaces` as they were loaded with it."""
        return self.every_space or space_id in {one.pk for one in self.spaces.all()}

    @property
    def secrets(self) -> list[str]:
        """The newest first; for a time after a change the one before signs too."""
        both = self.old_secret_until is not None and self.old_secret_until > clock.now()
        return [self.secret, self.old_secret] if both else [self.secret]


class WebhookDeliveryQuerySet(BrandQuerySet):
    def visible_to(self, viewer: Any) -> "WebhookDeliveryQuerySet":
        """What the viewer could be told of by themselves. Agrees with `can_see_webhook_delivery`."""
        if not viewer.can("webhook.manage"):
            return self.none()
        names = [PING, *(one.name for one in catalogue.values() if holds(viewer, one.scopes))]
        seen = Space.objects.visible_to(viewer).values("pk")
        return self.filter(Q(space=None) | Q(space__in=seen), name__in=names)


def holds(viewer: Any, scopes: frozenset[str]) -> bool:
    """A person holds every scope; a key those it was given."""
    return viewer.scopes is None or scopes <= viewer.scopes


class WebhookDelivery(PublicId):
    """Unique per endpoint × fact. `fence` grows with every lease, so that a late worker cannot overwrite a newer one."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries")
    fact = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=48)
    state = models.CharField(max_length=10, choices=SendState.choices, default=SendState.QUEUED)
    due_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True, help_text="The HTTP status of the last answer.")
    milliseconds = models.PositiveIntegerField(null=True, help_text="How long the last attempt took.")
    error = models.CharField(max_length=40, blank=True, help_text="A code, when there was no answer.")
    created_at = models.DateTimeField(default=clock.now)
    queued_at = models.DateTimeField(default=clock.now, help_text="Moves when it is sent again by hand.")
    done_at = models.DateTimeField(null=True)

    objects = BrandManager.from_queryset(WebhookDeliveryQuerySet)()

    class Meta:
        verbose_name_plural = "webhook deliveries"
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "fact"], name="one_webhook_per_endpoint_and_fact"),
            models.CheckConstraint(
                condition=Q(name="webhook.ping", fact=None) | (~Q(name="webhook.ping") & Q(fact__isnull=False)),
                name="only_a_ping_has_no_fact",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "sending"], done_at=None)
                | (~Q(state__in=["queued", "sending"]) & Q(done_at__isnull=False)),
                name="webhook_done_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status=None) | Q(status__gte=100, status__lte=999), name="webhook_status_is_http"
            ),
            models.CheckConstraint(
                condition=(Q(state="sending") & Q(leased_until__isnull=False))
                | (~Q(state="sending") & Q(leased_until=None)),
                name="webhook_sending_has_a_lease",
            ),
        ]
        indexes = [
            models.Index(
                fields=["endpoint", "due_at"], name="webhooks_due", condition=Q(state__in=["queued", "sending"])
            ),
            models.Index(fields=["endpoint", "-id"], name="webhooks_log"),
            models.Index(fields=["done_at"], name="webhooks_by_age", condition=~Q(state__in=["queued", "sending"])),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"

    @property
    def next_at(self) -> dt.datetime | None:
        return self.due_at if self.state == SendState.QUEUED else None

    @property
    def message_id(self) -> str:
        """`webhook-id`: the same at every attempt, also after it is sent again by hand."""
        return f"msg_{self.public_id}"
