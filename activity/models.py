"""The log of facts. Ids instead of foreign keys: a fact outlives its subject, and erasure never has to touch it."""

from django.db import models

from core import clock
from core.tenancy import BrandManager

SEQUENCE = "activity"  # what the seals of positions are about: the same fact has one id in the log and in webhooks


class Activity(models.Model):
    """Append-only. `position` is set once, by the dispatcher; nothing else is ever updated."""

    position = models.BigIntegerField(null=True, unique=True, editable=False)
    brand_id = models.BigIntegerField(null=True)
    space_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=48)
    actor_id = models.BigIntegerField(
        null=True, help_text="Brand member who acted; null is the system or an anonymous act."
    )
    target_type = models.CharField(max_length=48, blank=True)
    target_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict, help_text="Ids, numbers and codes only: never names or free text.")
    at = models.DateTimeField(default=clock.now)
    local_on = models.DateField(null=True, help_text="The day in the brand's time zone when it happened.")

    objects = BrandManager()

    class Meta:
        verbose_name_plural = "activities"
        indexes = [
            models.Index(fields=["id"], name="activity_waiting", condition=models.Q(position=None)),
            models.Index(fields=["brand_id", "position"], name="activity_by_brand"),
            models.Index(fields=["target_type", "target_id"], name="activity_by_target"),
            models.Index(
                fields=["actor_id", "local_on", "space_id"],
                name="inspections",
                condition=models.Q(verb="space.inspected"),
            ),
            models.Index(
                fields=["brand_id", "verb", "at", "actor_id", "space_id"],
                name="activity_counted",
                condition=models.Q(actor_id__isnull=False),
            ),
            models.Index(
                fields=["actor_id", "at"], name="activity_by_actor", condition=models.Q(actor_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type}:{self.target_id}"


class DeadLetter(models.Model):
    """A fact that one reader could not take. A command replays it; `/readyz` counts it."""

    reader = models.CharField(max_length=48)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="dead_letters")
    error = models.CharField(max_length=500)
    created_at = models.DateTimeField(default=clock.now)
    replayed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "activity"], name="one_letter_per_reader_and_fact")]

    def __str__(self) -> str:
        return f"{self.reader}: {self.error}"


class Heartbeat(models.Model):
    """When each process was last alive: `worker`, `scheduler`, `dispatcher`."""

    process = models.CharField(max_length=48, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.process} {self.seen_at:%H:%M:%S}"
