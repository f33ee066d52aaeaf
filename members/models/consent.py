"""What a brand asks of its members, in which words, and what each of them answered. Kept as the proof that it was."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from core import clock
from core.errors import Text
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager
from members.models.brand_member import BrandMember
from members.purposes import catalogue

TEXT_LENGTH = 2000


class ConsentText(PublicId, Timestamped):
    """One version of the words. The highest version of a purpose is the one that is asked; none is asked without words."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=32, help_text="A name of the catalogue in members/purposes.py.")
    version = models.PositiveIntegerField()
    body = models.TextField(max_length=TEXT_LENGTH, help_text="Empty: the brand asks for this no longer.", blank=True)

    objects = BrandManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "purpose", "version"], name="one_consent_text_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} v{self.version}"


class ConsentSource(models.TextChoices):
    ASKED = "asked", pgettext_lazy("consent source", "Asked when you arrived")
    CHOICES = "choices", pgettext_lazy("consent source", "On your privacy page")
    API = "api", pgettext_lazy("consent source", "Through a connected system")


class Consent(PublicId):
    """
    An answer. Given: `given_at`; taken back, or refused at once: `withdrawn_at`. A new answer after that is a new row.
    """

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(BrandMember, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=32)
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=8, choices=ConsentSource.choices)
    answered_at = models.DateTimeField(default=clock.now)

    objects = BrandManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "purpose"],
                condition=Q(given_at__isnull=False, withdrawn_at=None),
                name="one_standing_consent_per_purpose",
            ),
            models.CheckConstraint(
                condition=Q(given_at__isnull=False) | Q(withdrawn_at__isnull=False), name="consent_is_an_answer"
            ),
            models.CheckConstraint(
                condition=Q(given_at=None) | Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_ends_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["member", "purpose", "-id"], name="consents_of_member")]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.member_id}"

    @property
    def label(self) -> Text:
        """What the purpose is called; its bare name once it is asked no more."""
        return catalogue[self.purpose].label if self.purpose in catalogue else self.purpose

    @property
    def stands(self) -> bool:
        return self.given_at is not None and self.withdrawn_at is None
