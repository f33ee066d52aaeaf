"""A post: what was typed, its stored HTML, where it stands, and counters kept on the row."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from content.models.topic import Topic
from core import text
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager, BrandQuerySet
from members.models import BrandMember
from spaces.models import OPEN_TO_READ, Space


class PostState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("post", "Draft")
    IN_REVIEW = "in_review", pgettext_lazy("post", "Waiting for approval")
    PUBLISHED = "published", pgettext_lazy("post", "Published")
    REMOVED = "removed", pgettext_lazy("post", "Removed")


LIVE = Q(state=PostState.PUBLISHED, hidden_at=None)


class PostQuerySet(BrandQuerySet):
    def live(self) -> "PostQuerySet":
        """What every reader of the space sees. The caller asked `can_read_space`."""
        return self.filter(LIVE)

    def visible_to(self, viewer: Any) -> "PostQuerySet":
        """Posts of readable spaces, with one's own and those to moderate. Agrees with `rules.can_see_post`."""
        own = Q(author_id=viewer.actor_id) & ~Q(state=PostState.REMOVED) if viewer.actor_id else Q(pk=None)
        reviewed = _where(viewer, "post.approve") & Q(state=PostState.IN_REVIEW)
        moderated = _where(viewer, "post.hide") & Q(state__in=[PostState.PUBLISHED, PostState.REMOVED])
        return self.filter(LIVE | own | reviewed | moderated, space__in=Space.objects.readable_by(viewer))


def _where(viewer: Any, capability: str) -> Q:
    """Rows in the spaces where the viewer holds the power. One row of `rules.holds`."""
    if viewer.can(capability):
        return ~Q(pk=None)
    there = Q(space_id__in=viewer.spaces_where(capability))
    return there | Q(space__visibility__in=OPEN_TO_READ) if viewer.can("post.moderate_open") else there


class Post(PublicId, Timestamped):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="posts")
    # A person with posts is never deleted silently: erasure empties their record instead.
    author = models.ForeignKey(BrandMember, on_delete=models.RESTRICT, related_name="posts")
    topic = models.ForeignKey(Topic, on_delete=models.SET_NULL, null=True, blank=True, related_name="posts")
    title = models.CharField(max_length=80, blank=True)
    body = models.TextField(max_length=10_000)
    body_html = models.TextField()
    excerpt = models.CharField(max_length=220)
    language = models.CharField(max_length=8, blank=True, help_text="A guess, as for `lang`; empty when unsure.")
    photos = models.JSONField(
        default=list, help_text="A kept copy of the attachments for the feed: [{id, width, height, alt}]."
    )
    as_brand = models.BooleanField(default=False, help_text="Shown under the brand's name.")
    state = models.CharField(max_length=10, choices=PostState.choices)
    published_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    is_pinned = models.BooleanField(default=False)
    pinned_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=300, blank=True, help_text="Shown to the author.")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    restores_to = models.CharField(max_length=10, blank=True, help_text="The state it had before it was removed.")
    comment_count = models.PositiveIntegerField(default=0)
    reaction_count = models.PositiveIntegerField(default=0)
    heart_count = models.PositiveIntegerField(default=0)
    cup_count = models.PositiveIntegerField(default=0)
    bulb_count = models.PositiveIntegerField(default=0)
    submit_key = models.CharField(
        max_length=32, null=True, blank=True, help_text="From the form: sent twice, stored once."
    )

    objects = BrandManager.from_queryset(PostQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "submit_key"], name="one_post_per_submission"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="published_post_has_a_time"
            ),
            models.CheckConstraint(
                condition=Q(is_pinned=True, pinned_at__isnull=False) | Q(is_pinned=False, pinned_at=None),
                name="pinned_post_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["space", "-is_pinned", "-published_at", "-id"], name="feed_of_space", condition=LIVE),
            models.Index(fields=["topic", "-published_at", "-id"], name="feed_of_topic", condition=LIVE),
            models.Index(fields=["brand", "-published_at", "-id"], name="feed_of_brand", condition=LIVE),
            models.Index(fields=["space", "id"], name="posts_in_review", condition=Q(state="in_review")),
            models.Index(fields=["author", "-id"], name="posts_of_author"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def slug(self) -> str:
        return text.slugify(self.title or self.excerpt, 32)

    @property
    def ref(self) -> str:
        """`<id>-<slug>` as in the address; the id decides."""
        return f"{self.public_id}-{self.slug}"

    @property
    def is_live(self) -> bool:
        return self.state == PostState.PUBLISHED and self.hidden_at is None

    @property
    def signed_by(self) -> BrandMember | None:
        """Whose name stands under it: nobody's, where the brand speaks."""
        return None if self.as_brand else self.author

    @property
    def heading(self) -> str:
        """What to call it in one line."""
        return self.title or text.excerpt(self.excerpt, 40)
