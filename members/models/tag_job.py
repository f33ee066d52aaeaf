"""A tag put on, or taken off, everyone whom a question finds: too many for one request, so a worker does it in steps."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from core import clock
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager, BrandQuerySet
from members.models.brand_member import BrandMember
from members.models.tag import GivenBy, Tag


class TagJobKind(models.TextChoices):
    TAG = "tag", pgettext_lazy("tag job", "Give the tag")
    UNTAG = "untag", pgettext_lazy("tag job", "Take the tag off")


class TagJobState(models.TextChoices):
    RUNNING = "running", pgettext_lazy("tag job", "At work")
    DONE = "done", pgettext_lazy("tag job", "Done")
    STOPPED = "stopped", pgettext_lazy("tag job", "Stopped")
    UNDOING = "undoing", pgettext_lazy("tag job", "Being undone")
    UNDONE = "undone", pgettext_lazy("tag job", "Undone")


UNDO_FOR = dt.timedelta(days=7)
AT_WORK = (TagJobState.RUNNING, TagJobState.UNDOING)


class TagJobQuerySet(BrandQuerySet):
    def visible_to(self, viewer: Any) -> "TagJobQuerySet":
        """Agrees with `rules.can_see_tag_job`."""
        return self if viewer.can("member.tag") else self.none()


class TagJob(PublicId, Timestamped):
    """
    `position` is the last person who was looked at, and moves in the same transaction as their tags: killed anywhere,
    the job goes on behind it and does nobody twice. Who came after the start (`last_member_id`) is not meant.
    """

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=5, choices=TagJobKind.choices, default=TagJobKind.TAG)
    question = models.JSONField(
        default=dict, help_text="{filter: …} or {rule: …}: whom it is about. Emptied when done, for it can name people."
    )
    why = models.CharField(max_length=120, blank=True, help_text="Stands beside each tag that it gives.")
    given_by = models.CharField(max_length=4, choices=GivenBy.choices, default=GivenBy.HAND)
    asked_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    scopes = models.JSONField(null=True, help_text="Of the API key that asked; null: a person did.")
    state = models.CharField(max_length=7, choices=TagJobState.choices, default=TagJobState.RUNNING)
    stopped_code = models.CharField(max_length=40, blank=True, help_text="Why it stopped by itself.")
    position = models.BigIntegerField(default=0)
    last_member_id = models.BigIntegerField(default=0)
    people_total = models.PositiveIntegerField(default=0)
    people_done = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0, help_text="People for whom something changed.")
    taken_back = models.PositiveIntegerField(default=0, help_text="Of those, how many were undone.")
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = BrandManager.from_queryset(TagJobQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="due_tag_jobs", condition=Q(state__in=AT_WORK))]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def can_be_undone(self) -> bool:
        ended = self.state in (TagJobState.DONE, TagJobState.STOPPED) and self.finished_at is not None
        return bool(ended and self.changed and self.finished_at > clock.now() - UNDO_FOR)

    @property
    def percent(self) -> int:
        if self.state == TagJobState.UNDOING:
            return min(99, self.taken_back * 100 // max(self.changed, 1))
        return min(100, self.people_done * 100 // max(self.people_total, 1)) if self.people_total else 0


class TakenTag(models.Model):
    """What a job took off somebody, kept as it was so that undoing gives it back; gone after the time for that."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    job = models.ForeignKey(TagJob, on_delete=models.CASCADE, related_name="taken")
    member = models.ForeignKey(BrandMember, on_delete=models.CASCADE, related_name="+")
    given_by = models.CharField(max_length=4, choices=GivenBy.choices)
    given_by_member = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=120, blank=True)
    given_at = models.DateTimeField()

    objects = BrandManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "member"], name="taken_once_per_job")]

    def __str__(self) -> str:
        return f"{self.job_id}:{self.member_id}"
