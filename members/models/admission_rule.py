"""What decides on an application without a person: all conditions hold, and the first rule that fits has the word."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager
from members.models.brand_member import BrandMember
from spaces.models import Space


class Outcome(models.TextChoices):
    APPROVE = "approve", pgettext_lazy("admission rule", "Approve")
    DECLINE = "decline", pgettext_lazy("admission rule", "Decline")


class AdmissionRule(PublicId, Timestamped):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="admission_rules")
    position = models.PositiveIntegerField(help_text="Rules are asked in this order.")
    name = models.CharField(max_length=60)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    conditions = models.JSONField(default=list, help_text="[{what, how, subject, value}], see members.conditions.")
    reason = models.TextField(max_length=500, blank=True, help_text="What a declined applicant reads.")
    is_on = models.BooleanField(default=True)
    changed_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = BrandManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome=Outcome.APPROVE) | ~Q(reason=""), name="declining_rule_says_why")
        ]
        indexes = [models.Index(fields=["space", "position", "id"], name="admission_rules_in_order")]

    def __str__(self) -> str:
        return self.public_id
