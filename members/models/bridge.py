"""From the plaza into the club: one invitation of a segment into a group, and how far each person came."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from core import clock
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager, BrandQuerySet
from members.models.brand_member import BrandMember
from members.models.segment import Segment
from spaces.models import Space


class BridgeQuerySet(BrandQuerySet):
    def visible_to(self, viewer: Any) -> "BridgeQuerySet":
        """Of groups that one may know and where one may build bridges. Agrees with `rules.can_see_bridge`."""
        seen = self.filter(group__in=Space.objects.visible_to(viewer).values("pk"))
        if viewer.can("bridge.run"):
            return seen
        return seen.filter(group_id__in=viewer.spaces_where("bridge.run"))


class Bridge(PublicId, Timestamped):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    plaza = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="bridges")
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="bridges")
    rule = models.JSONField(help_text="The segment's rule as it was asked.")
    made_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, related_name="+")
    inviting_ended_at = models.DateTimeField(null=True, blank=True, help_text="When nobody was left to invite.")
    stopped_code = models.CharField(
        max_length=20, blank=True, help_text="Why inviting ended early, such as not_allowed."
    )

    objects = BrandManager.from_queryset(BridgeQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["group", "-id"], name="bridges_of_group"),
            models.Index(fields=["id"], condition=Q(inviting_ended_at=None), name="bridges_inviting"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_inviting(self) -> bool:
        return self.inviting_ended_at is None


class LeftOut(models.TextChoices):
    """Why somebody who qualifies was not invited. Who had said no or was put out is not asked again."""

    MEMBER = "member", pgettext_lazy("bridge", "Already a member")
    WAITING = "waiting", pgettext_lazy("bridge", "Already invited or applying")
    ENDED = "ended", pgettext_lazy("bridge", "Left, was removed or banned")
    DECLINED = "declined", pgettext_lazy("bridge", "Said no before")
    REFUSED = "refused", pgettext_lazy("bridge", "Could not be invited")


class Crossing(models.Model):
    """One person's way over one bridge. Every step is a time, set once, in this order."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    bridge = models.ForeignKey(Bridge, on_delete=models.CASCADE, related_name="crossings")
    group = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(BrandMember, on_delete=models.CASCADE, related_name="crossings")
    left_out = models.CharField(max_length=8, choices=LeftOut.choices, blank=True)
    qualified_at = models.DateTimeField(default=clock.now)
    invited_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    acted_at = models.DateTimeField(null=True)
    look_again_at = models.DateTimeField(null=True, help_text="When to see whether they are still here: after 30 days.")
    stayed_at = models.DateTimeField(null=True)

    objects = BrandManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bridge", "member"], name="one_crossing_per_bridge_and_member"),
            models.UniqueConstraint(
                fields=["group", "member"],
                condition=Q(invited_at__isnull=False),
                name="one_bridge_invitation_per_person",
            ),
            models.CheckConstraint(condition=Q(left_out="") | Q(invited_at=None), name="left_out_is_not_invited"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(invited_at__lte=F("accepted_at")), name="accepted_after_invited"
            ),
            models.CheckConstraint(
                condition=Q(acted_at=None) | Q(accepted_at__lte=F("acted_at")), name="acted_after_accepted"
            ),
            models.CheckConstraint(
                condition=Q(stayed_at=None) | Q(accepted_at__isnull=False), name="stayed_after_accepted"
            ),
        ]
        indexes = [
            models.Index(fields=["bridge", "id"], name="crossings_waiting", condition=Q(invited_at=None, left_out="")),
            models.Index(fields=["group", "member"], name="crossings_of_person"),
            models.Index(fields=["look_again_at"], name="crossings_due", condition=Q(look_again_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.bridge_id}:{self.member_id}"
