"""A place people belong to. `kind` picks defaults and the door; every behaviour reads a column."""

from collections.abc import Collection

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brands.links import brand_url
from brands.models import Brand, is_slug
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager, BrandQuerySet
from core.viewing import Viewer


class Kind(models.TextChoices):
    COMMUNITY = "community", _("Community")
    GROUP = "group", _("Group")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Public: anyone can read")
    BRAND = "brand", _("Brand: members of the brand can read")
    LISTED = "listed", _("Listed: members of the brand see that it exists")
    SECRET = "secret", _("Secret: only its members know it exists")


class JoinPolicy(models.TextChoices):
    OPEN = "open", pgettext_lazy("join policy", "Open")
    APPLY = "apply", pgettext_lazy("join policy", "By application")
    INVITE = "invite", pgettext_lazy("join policy", "By invitation only")


class ReturnPolicy(models.TextChoices):
    """What someone who was removed may do about it. Bans are no matter of policy."""

    WAIT = "wait", pgettext_lazy("return policy", "After some days, as everybody gets in")
    APPLY = "apply", pgettext_lazy("return policy", "Only by an application")


class PostingPolicy(models.TextChoices):
    MEMBERS = "members", pgettext_lazy("posting policy", "Members post freely")
    REVIEW = "review", pgettext_lazy("posting policy", "Members post after review")
    STAFF = "staff", pgettext_lazy("posting policy", "Only the team posts")


class WhenFull(models.TextChoices):
    WAIT = "wait", pgettext_lazy("when full", "They wait in line and get in as places become free")
    SIBLING = "sibling", pgettext_lazy("when full", "A second group opens beside it and takes them")


OPEN_TO_READ = (Visibility.PUBLIC, Visibility.BRAND)


def eyes_of(viewer: Viewer) -> str:
    """How much the viewer may know of spaces they do not belong to: all, listed ones too, open ones, what visitors see."""
    if viewer.can("space.read"):
        return "all"
    if viewer.member is None:
        return "visitor"
    return "listed" if viewer.can("space.see_listed") else "open"


class SpaceQuerySet(BrandQuerySet):
    def visible_to(self, viewer: Viewer) -> "SpaceQuerySet":
        """Spaces whose existence the viewer may know. Agrees with `rules.can_see_space`."""
        return self.seen_with(eyes_of(viewer), viewer.space_ids)

    def seen_with(self, eyes: str, mine: Collection[int]) -> "SpaceQuerySet":
        """The same from plain values, for a prepared read: `eyes_of` the viewer, and the spaces they belong to."""
        if eyes == "all":
            return self
        if eyes == "visitor":
            others = Q(visibility=Visibility.PUBLIC) | Q(visibility=Visibility.LISTED, listed_publicly=True)
        else:
            others = Q(visibility__in=[*OPEN_TO_READ, Visibility.LISTED] if eyes == "listed" else OPEN_TO_READ)
        return self.filter(Q(pk__in=mine) | (others & Q(archived_at=None)))

    def readable_by(self, viewer: Viewer) -> "SpaceQuerySet":
        """Spaces whose content the viewer may read. Agrees with `rules.can_read_space`."""
        if viewer.can("space.read"):
            return self
        open_kinds = OPEN_TO_READ if viewer.member is not None else (Visibility.PUBLIC,)
        return self.filter(Q(pk__in=viewer.space_ids) | Q(visibility__in=open_kinds, archived_at=None))


class Space(PublicId, Timestamped):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="spaces")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    slug = models.CharField(max_length=40, validators=[is_slug])
    name = models.CharField(max_length=40)
    tagline = models.CharField(max_length=120, blank=True)
    about = models.TextField(max_length=2000, blank=True)
    offers = models.JSONField(default=list, help_text="What members get: [{seal, title, text}], shown at the gate.")
    rules = models.TextField(max_length=4000, blank=True, help_text="One rule per line.")
    rules_version = models.PositiveIntegerField(default=1)
    questions = models.JSONField(
        default=list, help_text="Application questions: [{key, label, hint, kind, options, required}]."
    )
    cover = models.FileField(upload_to="covers/", blank=True)
    visibility = models.CharField(max_length=8, choices=Visibility.choices)
    listed_publicly = models.BooleanField(default=False, help_text="Anonymous visitors see a listed group's gate.")
    join_policy = models.CharField(max_length=8, choices=JoinPolicy.choices)
    posting_policy = models.CharField(max_length=8, choices=PostingPolicy.choices)
    return_policy = models.CharField(max_length=8, choices=ReturnPolicy.choices, default=ReturnPolicy.APPLY)
    return_days = models.PositiveSmallIntegerField(default=30, help_text="Days between a removal and coming back.")
    members_visible = models.BooleanField(default=True)
    members_invite = models.BooleanField(default=False, help_text="Members may invite others as members.")
    size_limit = models.PositiveIntegerField(null=True, blank=True)
    when_full = models.CharField(max_length=8, choices=WhenFull.choices, default=WhenFull.WAIT)
    sibling_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="siblings", help_text="The first group."
    )
    refusals = models.JSONField(
        default=list, help_text="Ready reasons for declining an application; empty: the ones that every group has."
    )
    welcome = models.TextField(max_length=1000, blank=True)
    goal = models.CharField(max_length=200, blank=True)
    by_member = models.BooleanField(default=False, help_text="Started by a member, whom its page names.")
    archived_at = models.DateTimeField(null=True, blank=True)
    member_count = models.PositiveIntegerField(default=0)
    post_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, help_text="Moves with each change of settings.")

    objects = BrandManager.from_queryset(SpaceQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "kind", "slug"], name="one_space_per_slug_and_kind"),
            models.CheckConstraint(
                condition=Q(kind=Kind.COMMUNITY, visibility__in=["public", "brand"])
                | Q(kind=Kind.GROUP, visibility__in=["listed", "secret"]),
                name="space_kind_fits_visibility",
            ),
            models.CheckConstraint(
                condition=Q(listed_publicly=False) | Q(visibility="listed"), name="only_listed_is_listed_publicly"
            ),
            models.CheckConstraint(
                condition=Q(size_limit=None) | Q(size_limit__gte=1), name="space_size_limit_positive"
            ),
            models.CheckConstraint(condition=Q(return_days__lte=3650), name="space_return_days_bounded"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug}"

    @property
    def door(self) -> str:
        """The part of the address: communities at `c/`, groups at `g/`."""
        return "c" if self.kind == Kind.COMMUNITY else "g"

    @property
    def is_open_to_read(self) -> bool:
        return self.visibility in OPEN_TO_READ

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def opens_siblings(self) -> bool:
        return self.when_full == WhenFull.SIBLING

    @property
    def is_full(self) -> bool:
        return self.size_limit is not None and self.member_count >= self.size_limit

    @property
    def cover_url(self) -> str:
        """Empty without a cover. The file's name is in the address, so that a new cover is a new address."""
        name = self.cover.name.rpartition("/")[2] if self.cover else ""
        return f"{brand_url('spaces:cover', space=self.public_id)}?v={name}" if name else ""

    @property
    def rule_lines(self) -> list[str]:
        return [line.strip() for line in self.rules.splitlines() if line.strip()]
