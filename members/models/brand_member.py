"""An account's one record within a brand, shared by plaza and club."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from brands.links import brand_url
from brands.models import Brand
from core import clock, text
from core.models import PublicId
from core.tenancy import BrandManager, BrandQuerySet
from spaces.models import Space, Visibility


class BrandRole(models.TextChoices):
    OWNER = "owner", pgettext_lazy("brand role", "Owner")
    MANAGER = "manager", pgettext_lazy("brand role", "Manager")
    EDITOR = "editor", pgettext_lazy("brand role", "Editor")
    AGENT = "agent", pgettext_lazy("brand role", "Support agent")
    ANALYST = "analyst", pgettext_lazy("brand role", "Analyst")


class BrandMemberQuerySet(BrandQuerySet):
    def visible_to(self, viewer: Any) -> "BrandMemberQuerySet":
        """
        People of one brand know each other; others meet those who are or were in a public community.

        Agrees with `rules.can_see_person`.
        """
        if viewer.member is not None:
            return self
        public = Space.objects.filter(visibility=Visibility.PUBLIC, archived_at=None)
        return self.filter(memberships__number__isnull=False, memberships__space__in=public).distinct()


class BrandMember(PublicId):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="brand_members")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="brand_members")
    display_name = models.CharField(max_length=40)
    bio = models.CharField(max_length=200, blank=True)
    avatar = models.FileField(upload_to="avatars/", blank=True)
    role = models.CharField(max_length=8, choices=BrandRole.choices, blank=True)
    joined_at = models.DateTimeField(default=clock.now)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    objects = BrandManager.from_queryset(BrandMemberQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "account"], name="one_record_per_person_and_brand")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def initial(self) -> str:
        return text.initial(self.display_name)

    @property
    def avatar_url(self) -> str:
        """Carries the file's name, so a new picture is a new address."""
        if not self.avatar:
            return ""
        return f"{brand_url('members:avatar', member=self.public_id)}?v={self.avatar.name[-17:-5]}"

    @property
    def hue(self) -> int:
        """One of six avatar colours, the same for a person everywhere."""
        return (self.pk or 0) % 6 + 1
