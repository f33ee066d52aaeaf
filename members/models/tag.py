"""Words that staff, rules and other systems put on people, and who put them there."""

from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from core import clock
from core.models import Folded, PublicId, Timestamped
from core.tenancy import BrandManager, BrandQuerySet
from members.models.brand_member import BrandMember


class TagQuerySet(BrandQuerySet):
    def visible_to(self, viewer: Any) -> "TagQuerySet":
        """Agrees with `rules.can_see_tag`."""
        return self if viewer.can("member.see_brand") or viewer.can("member.tag") else self.none()


class Tag(PublicId, Timestamped):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=24)
    name_key = Folded(of="name", max_length=80, help_text="會員 and 会员 are one tag.")
    about = models.CharField(max_length=120, blank=True, help_text="When to give it. Only staff read this.")

    objects = BrandManager.from_queryset(TagQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "name_key"], name="one_tag_per_name")]

    def __str__(self) -> str:
        return self.public_id


class GivenBy(models.TextChoices):
    HAND = "hand", pgettext_lazy("tag", "By hand")
    RULE = "rule", pgettext_lazy("tag", "By a rule")
    API = "api", pgettext_lazy("tag", "By another system")


class MemberTag(models.Model):
    """One tag on one person. The first hand that gave it stays: giving it again changes nothing."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="given")
    member = models.ForeignKey(BrandMember, on_delete=models.CASCADE, related_name="tags")
    given_by = models.CharField(max_length=4, choices=GivenBy.choices, default=GivenBy.HAND)
    given_by_member = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=120, blank=True, help_text="In the words of whoever gave it, or the rule's name.")
    given_at = models.DateTimeField(default=clock.now)
    job = models.ForeignKey(
        "members.TagJob",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="given",
        help_text="The job that gave it, if one did.",
    )

    objects = BrandManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "member"], name="one_tag_once_per_member")]

    def __str__(self) -> str:
        return f"{self.tag_id}:{self.member_id}"
