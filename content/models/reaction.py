"""One member's reaction of one kind to one post or comment."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from content.models.comment import Comment
from content.models.post import Post
from core.models import Timestamped
from core.tenancy import BrandManager
from members.models import BrandMember


class ReactionKind(models.TextChoices):
    HEART = "heart", pgettext_lazy("reaction", "Like")
    CUP = "cup", pgettext_lazy("reaction", "Would drink")
    BULB = "bulb", pgettext_lazy("reaction", "Insightful")


class Reaction(Timestamped):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(BrandMember, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="reactions")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="reactions")
    kind = models.CharField(max_length=8, choices=ReactionKind.choices)

    objects = BrandManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=False, comment=None) | Q(post=None, comment__isnull=False),
                name="reaction_to_exactly_one",
            ),
            models.UniqueConstraint(fields=["member", "post", "kind"], name="one_reaction_per_post_and_kind"),
            models.UniqueConstraint(fields=["member", "comment", "kind"], name="one_reaction_per_comment_and_kind"),
            models.CheckConstraint(condition=Q(kind__in=["heart", "cup", "bulb"]), name="reaction_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.member_id}"
