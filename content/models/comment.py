"""A comment or a reply to one: two levels, oldest first."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from content.models.post import Post
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager
from members.models import BrandMember


class CommentState(models.TextChoices):
    PUBLISHED = "published", pgettext_lazy("comment", "Published")
    REMOVED = "removed", pgettext_lazy("comment", "Removed")


class Comment(PublicId, Timestamped):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(BrandMember, on_delete=models.RESTRICT, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    ordinal = models.PositiveIntegerField(default=0, help_text="The how-manieth reply to its parent; 0 for a comment.")
    body = models.TextField(max_length=4000)
    body_html = models.TextField()
    as_brand = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=CommentState.choices, default=CommentState.PUBLISHED)
    removed_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reply_count = models.PositiveIntegerField(default=0, help_text="Replies ever made, removed ones included.")
    reaction_count = models.PositiveIntegerField(default=0)
    submit_key = models.CharField(max_length=32, null=True, blank=True)

    objects = BrandManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "submit_key"], name="one_comment_per_submission"),
            models.CheckConstraint(
                condition=Q(parent=None, ordinal=0) | Q(parent__isnull=False, ordinal__gte=1, reply_count=0),
                name="only_replies_have_an_ordinal",
            ),
        ]
        indexes = [
            models.Index(fields=["post", "id"], name="thread_of_post", condition=Q(parent=None)),
            models.Index(fields=["parent", "ordinal"], name="replies_of_comment"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def signed_by(self) -> BrandMember | None:
        """Whose name stands under it: nobody's, where the brand speaks."""
        return None if self.as_brand else self.author

    @property
    def is_removed(self) -> bool:
        return self.state == CommentState.REMOVED
