"""A saved question about members, and the tags that follow its answer."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef

from brands.models import Brand
from core import clock
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager, BrandQuerySet
from members.models.brand_member import BrandMember
from members.models.tag import Tag
from spaces.models import Space


class SegmentQuerySet(BrandQuerySet):
    def visible_to(self, viewer: Any) -> "SegmentQuerySet":
        """
        Those whose every named space may be known: the sentence and the number speak of it.

        Agrees with `rules.can_see_segment`. Admins who lead the plaza into their group see what is open to them.
        """
        if viewer.member is None:
            return self.none()
        seen = Space.objects.visible_to(viewer).values("pk")
        hidden = Segment.spaces.through.objects.filter(segment=OuterRef("pk")).exclude(space__in=seen)
        found = self.filter(~Exists(hidden))
        if viewer.can("segment.view"):
            return found
        return found.filter(is_open=True) if viewer.spaces_where("bridge.run") else self.none()


class Segment(PublicId, Timestamped):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    rule = models.JSONField(help_text="See members.segments.check: only checked rules are stored.")
    spaces = models.ManyToManyField(Space, related_name="+", help_text="Those that the rule names.")
    is_open = models.BooleanField(
        default=False, help_text="Admins of a group may invite its people, and see how many there are about."
    )
    version = models.PositiveIntegerField(default=1, help_text="Moves with each change.")
    made_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = BrandManager.from_queryset(SegmentQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "name"], condition=models.Q(archived_at=None), name="one_living_segment_per_name"
            )
        ]
        indexes = [models.Index(fields=["brand", "-id"], name="segments_of_brand")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class TagRule(models.Model):
    """This tag is on whoever is in this segment: a job puts it on and takes it off. What hands gave it leaves alone."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    tag = models.OneToOneField(Tag, on_delete=models.CASCADE, related_name="rule")
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="tag_rules")
    made_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, related_name="+")
    due_at = models.DateTimeField(default=clock.now, help_text="When it is looked at again.")
    kept_at = models.DateTimeField(null=True, help_text="When it was last looked at.")

    objects = BrandManager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="tag_rules_due")]

    def __str__(self) -> str:
        return f"{self.tag_id} ← {self.segment_id}"
