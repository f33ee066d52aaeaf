"""Tenants, the keys that act for them, and the answers kept for repeated requests."""

import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager

SLUG = r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?"
is_slug = RegexValidator(rf"^{SLUG}$", _("Use lower-case letters, digits and hyphens."), "bad_slug")
is_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Use a colour such as #17645f."), "bad_colour")


def is_time_zone(value: str) -> None:
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("This time zone is not known."), code="bad_time_zone")


class MemberCommunities(models.TextChoices):
    """Whether members open communities of their own."""

    OFF = "off", pgettext_lazy("members' communities", "No: only the brand opens communities")
    REVIEW = "review", pgettext_lazy("members' communities", "With review: someone of the brand says yes first")
    FREE = "free", pgettext_lazy("members' communities", "Freely: it opens at once")


class Brand(PublicId, Timestamped):
    slug = models.CharField(max_length=40, unique=True, validators=[is_slug])
    name = models.CharField(max_length=60)
    tagline = models.CharField(max_length=120, blank=True)
    accent = models.CharField(max_length=7, default="#1c6662", validators=[is_colour])
    logo = models.FileField(upload_to="logos/", blank=True)
    time_zone = models.CharField(max_length=48, default="Asia/Taipei", validators=[is_time_zone])
    language = models.CharField(max_length=8, choices=settings.LANGUAGES, default="zh-hant")
    domain = models.CharField(max_length=120, unique=True, null=True, blank=True)
    member_communities = models.CharField(
        max_length=6, choices=MemberCommunities.choices, default=MemberCommunities.OFF
    )
    version = models.PositiveIntegerField(default=1, help_text="Moves with each change of settings.")

    def __str__(self) -> str:
        return self.slug


class ApiKey(Timestamped):
    """One brand, some scopes. The secret is shown once and kept as a SHA-256 of its 256 random bits."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="api_keys")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, help_text="Powers never exceed this person's."
    )
    label = models.CharField(max_length=60)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = BrandManager()

    def __str__(self) -> str:
        return self.prefix

    @property
    def is_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= clock.now()

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and not self.is_expired


class IdempotencyKey(Timestamped):
    """The first answer to a POST, kept a day. `status` null: the first is still running."""

    principal = models.CharField(max_length=60, help_text="key:<id> or account:<id>")
    key = models.CharField(max_length=255)
    route = models.CharField(max_length=300)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of method, path and body.")
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    content_type = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["principal", "key"], name="one_answer_per_idempotency_key"),
            models.CheckConstraint(condition=Q(status=None) | Q(status__gte=100), name="idempotency_status_is_http"),
        ]
        indexes = [models.Index(fields=["created_at"], name="idempotency_age")]

    def __str__(self) -> str:
        return f"{self.principal} {self.route}"
