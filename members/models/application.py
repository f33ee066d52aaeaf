"""A request to enter a closed space: what was asked, what was answered, who decided and why. Kept for good."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager, BrandQuerySet
from members.models.brand_member import BrandMember
from spaces.models import OPEN_TO_READ, Space


class ApplicationState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("application", "Waiting")
    APPROVED = "approved", pgettext_lazy("application", "Approved")
    DECLINED = "declined", pgettext_lazy("application", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")


class ApplicationQuerySet(BrandQuerySet):
    def visible_to(self, viewer: Any) -> "ApplicationQuerySet":
        """One's own, while their space may be known, and those where one admits. Agrees with `can_see_application`."""
        seen = Space.objects.visible_to(viewer).values("pk")
        own = Q(member_id=viewer.member.pk, space_id__in=seen) if viewer.member is not None else Q(pk=None)
        if not viewer.can("member.admit"):
            return self.filter(own | Q(space_id__in=viewer.spaces_where("member.admit")))
        return self if viewer.sees_closed else self.filter(own | Q(space__visibility__in=OPEN_TO_READ))


class Application(PublicId, Timestamped):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="applications")
    member = models.ForeignKey(BrandMember, on_delete=models.CASCADE, related_name="applications")
    answers = models.JSONField(
        default=list, help_text="[{key, label, kind, answer}], the questions as they were asked."
    )
    rules_version = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=ApplicationState.choices, default=ApplicationState.WAITING)
    reason = models.TextField(max_length=500, blank=True, help_text="Shown to the applicant when declined.")
    decided_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = BrandManager.from_queryset(ApplicationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "member"], condition=Q(state="waiting"), name="one_waiting_application"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None) | ~Q(state="waiting"), name="waiting_is_undecided"
            ),
        ]
        indexes = [models.Index(fields=["space", "state", "-id"], name="applications_desk")]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def first_words(self) -> str:
        """The first answer in the applicant's own words, for a list."""
        return next((one["answer"] for one in self.answers if one["kind"] == "text" and one["answer"]), "")
