"""What a brand says on purpose to an audience, now or at a set time, and who has read it."""

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

TITLE_LENGTH = 80
BODY_LENGTH = 5000


class AnnouncementState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("announcement", "Draft")
    SCHEDULED = "scheduled", pgettext_lazy("announcement", "Scheduled")
    PUBLISHED = "published", pgettext_lazy("announcement", "Published")
    CANCELLED = "cancelled", pgettext_lazy("announcement", "Cancelled")
    NEEDS_CONFIRMATION = "needs_confirmation", pgettext_lazy("announcement", "Needs confirmation")


class HeldBecause(models.TextChoices):
    """Why a due announcement was not sent by itself."""

    LATE = "late", pgettext_lazy("announcement", "Its time had passed by more than half an hour.")
    ARCHIVED = "archived", pgettext_lazy("announcement", "The space was archived.")
    POWER_LOST = "power_lost", pgettext_lazy("announcement", "Whoever scheduled it may no longer announce here.")
    EXPIRED = "expired", pgettext_lazy("announcement", "It would already have expired.")


WAITING = (AnnouncementState.DRAFT, AnnouncementState.SCHEDULED, AnnouncementState.NEEDS_CONFIRMATION)


class AnnouncementQuerySet(AddressedQuerySet):
    def visible_to(self, viewer: Any) -> "AnnouncementQuerySet":
        """Published ones of one's audiences, and all where one may write them. Agrees with `can_see_announcement`."""
        published = Q(state=AnnouncementState.PUBLISHED)
        return self.filter((published & is_addressed_to(viewer)) | is_governed_by(viewer, "announcement.draft"))

    def current(self) -> "AnnouncementQuerySet":
        unexpired = Q(expires_at=None) | Q(expires_at__gt=clock.now())
        return self.filter(unexpired, state=AnnouncementState.PUBLISHED)


class Announcement(PublicId, Timestamped):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, null=True, blank=True, related_name="+", help_text="Null: the whole brand."
    )
    author = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, related_name="+")
    scheduled_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)
    body = models.TextField(max_length=BODY_LENGTH)
    body_html = models.TextField()
    state = models.CharField(max_length=20, choices=AnnouncementState.choices, default=AnnouncementState.DRAFT)
    held_because = models.CharField(max_length=12, choices=HeldBecause.choices, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    pinned = models.BooleanField(default=False)
    must_acknowledge = models.BooleanField(default=False)
    audience_count = models.PositiveIntegerField(default=0, help_text="How many it was sent to, kept as it was then.")
    read_count = models.PositiveIntegerField(default=0, help_text="How many of those have opened it.")
    acknowledged_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(
        default=1, help_text="Grows with every change; a change names the one it saw."
    )

    objects = BrandManager.from_queryset(AnnouncementQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at=None)),
                name="published_announcement_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at=None)),
                name="cancelled_announcement_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(publish_at__isnull=False) | ~Q(state__in=["scheduled", "needs_confirmation"]),
                name="scheduled_announcement_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state="needs_confirmation", held_because__gt="")
                | (~Q(state="needs_confirmation") & Q(held_because="")),
                name="held_announcement_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(published_at=None) | Q(expires_at__gt=F("published_at")),
                name="announcement_expires_after_publishing",
            ),
            models.CheckConstraint(
                condition=Q(read_count__lte=F("audience_count")) & Q(acknowledged_count__lte=F("read_count")),
                name="announcement_readers_within_audience",
            ),
        ]
        indexes = [
            models.Index(fields=["publish_at"], name="announcements_due", condition=Q(state="scheduled")),
            models.Index(
                fields=["brand", "space", "-published_at"],
                name="announcements_of_space",
                condition=Q(state="published"),
            ),
            models.Index(fields=["brand", "-id"], name="announcements_of_brand"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def is_published(self) -> bool:
        return self.state == AnnouncementState.PUBLISHED

    @property
    def is_waiting(self) -> bool:
        """It can still be changed, scheduled, sent or cancelled."""
        return self.state in WAITING

    @property
    def is_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= clock.now()

    @property
    def unread_count(self) -> int:
        return self.audience_count - self.read_count

    @property
    def read_percent(self) -> int:
        return round(100 * self.read_count / self.audience_count) if self.audience_count else 0


class AnnouncementRead(models.Model):
    """A member opened it: a row, once. Only those it was sent to are counted."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="reads")
    member = models.ForeignKey(BrandMember, on_delete=models.CASCADE, related_name="+")
    is_counted = models.BooleanField(help_text="Was in the audience when it was published.")
    read_at = models.DateTimeField(default=clock.now)
    acknowledged_at = models.DateTimeField(null=True)

    objects = BrandManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["announcement", "member"], name="one_read_per_announcement_and_member")
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id}:{self.member_id}"
