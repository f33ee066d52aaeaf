"""A request to enter a closed space: what was asked, what was answered, who decided and why. Kept for good."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from core import clock
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager, BrandQuerySet
from members.models.admission_rule import AdmissionRule
from members.models.brand_member import BrandMember
from spaces.models import OPEN_TO_READ, Space


class ApplicationState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("application", "Waiting")
    ASKED = "asked", pgettext_lazy("application", "Asked back")
    QUEUED = "queued", pgettext_lazy("application", "Approved, waits for a place")
    APPROVED = "approved", pgettext_lazy("application", "Approved")
    DECLINED = "declined", pgettext_lazy("application", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")


# Nothing is decided yet; and: a second application would be one too many.
UNDECIDED = (ApplicationState.WAITING, ApplicationState.ASKED)
OPEN = (*UNDECIDED, ApplicationState.QUEUED)
DECIDED = (ApplicationState.QUEUED, ApplicationState.APPROVED, ApplicationState.DECLINED)
UNDO_WITHIN = dt.timedelta(minutes=1)


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
    words = models.TextField(blank=True, help_text="The key of the answers, for the desk's search.")
    rules_version = models.PositiveIntegerField(default=0)
    moved_from = models.ForeignKey(
        Space, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", help_text="The group that was full."
    )
    state = models.CharField(max_length=10, choices=ApplicationState.choices, default=ApplicationState.WAITING)
    reason = models.TextField(max_length=500, blank=True, help_text="Shown to the applicant when declined.")
    decided_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    was_state = models.CharField(
        max_length=8, blank=True, help_text="How the applicant stood in the space before they were let in."
    )
    rule = models.ForeignKey(AdmissionRule, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    rule_name = models.CharField(
        max_length=60, blank=True, help_text="The admission rule that decided, as it was called then."
    )

    objects = BrandManager.from_queryset(ApplicationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "member"], condition=Q(state__in=OPEN), name="one_open_application"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | ~Q(state__in=UNDECIDED), name="undecided_has_no_decision"
            ),
        ]
        indexes = [
            models.Index(fields=["space", "state", "-id"], name="applications_desk"),
            models.Index(fields=["space", "id"], name="applications_in_line", condition=Q(state="queued")),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED

    @property
    def may_still_be_undone(self) -> bool:
        """By whoever decided. What a rule decided is nobody's to undo."""
        by_hand = self.state in DECIDED and self.decided_by_id is not None and self.decided_at is not None
        return bool(by_hand and self.decided_at > clock.now() - UNDO_WITHIN)

    @property
    def first_words(self) -> str:
        """The first answer in the applicant's own words, for a list."""
        return next((one["answer"] for one in self.answers if one["kind"] == "text" and one["answer"]), "")


class FollowUp(PublicId):
    """What the applicant was asked back, and what they answered. Each round is kept."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="follow_ups")
    question = models.TextField(max_length=500)
    asked_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = BrandManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(answered_at=None), name="one_open_question_per_application"
            )
        ]

    def __str__(self) -> str:
        return self.public_id
