"""An account's one record within a brand, shared by plaza and club."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from brands.links import brand_url
from brands.models import Brand
from core import clock, text
from core.folding import fold, parts
from core.models import Folded, PublicId
from core.tenancy import BrandManager, BrandQuerySet
from members.models.names import PersonName
from spaces.models import Space, Visibility


class BrandRole(models.TextChoices):
    OWNER = "owner", pgettext_lazy("brand role", "Owner")
    MANAGER = "manager", pgettext_lazy("brand role", "Manager")
    EDITOR = "editor", pgettext_lazy("brand role", "Editor")
    AGENT = "agent", pgettext_lazy("brand role", "Support agent")
    ANALYST = "analyst", pgettext_lazy("brand role", "Analyst")


class Stage(models.TextChoices):
    """Where someone is in their life with the brand. Kept by `members.refresh_stages` from what they do."""

    NEW = "new", pgettext_lazy("lifecycle stage", "New")
    ACTIVE = "active", pgettext_lazy("lifecycle stage", "Active")
    QUIET = "quiet", pgettext_lazy("lifecycle stage", "Gone quiet")
    LOST = "lost", pgettext_lazy("lifecycle stage", "Lost touch")


class Origin(models.TextChoices):
    """By which door someone came into the brand. Into a space: `membership.Source`."""

    JOINED = "joined", pgettext_lazy("origin", "Came by themselves")
    INVITED = "invited", pgettext_lazy("origin", "Was invited")
    APPOINTED = "appointed", pgettext_lazy("origin", "Appointed as staff")
    IMPORTED = "imported", pgettext_lazy("origin", "Was imported")


HIGHEST_TIER = 9


def name_columns(display_name: str) -> dict[str, str]:
    """What a search looks at. Whoever writes a display name writes these beside it."""
    key = fold(display_name)[:200]
    return {"name_key": key, "name_parts": " ".join(parts(key))}


class NameParts(models.TextField):
    """What the index over names holds, made anew whenever the row is saved. For migrations a plain column."""

    def pre_save(self, model_instance: Any, add: bool) -> str:
        model_instance.name_parts = name_columns(model_instance.display_name)["name_parts"]
        return str(model_instance.name_parts)

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options


class BrandMemberQuerySet(BrandQuerySet):
    def update(self, **columns: Any) -> int:
        """A name that is changed takes its keys along."""
        if isinstance(columns.get("display_name"), str):
            columns |= name_columns(columns["display_name"])
        if isinstance(columns.get("region"), str):
            columns["region_key"] = fold(columns["region"])[:80]
        return super().update(**columns)

    def present(self) -> "BrandMemberQuerySet":
        """People who can still sign in here: whom segments, audiences and invitations are about."""
        free = Q(banned_at=None) | Q(banned_until__lte=clock.now())
        return self.filter(free, account__is_active=True)

    def visible_to(self, viewer: Any) -> "BrandMemberQuerySet":
        """
        People of one brand know each other; others meet those who are or were in a public community.

        Agrees with `rules.can_see_person`.
        """
        if viewer.member is not None:
            return self
        public = Space.objects.filter(visibility=Visibility.PUBLIC, archived_at=None)
        return self.filter(memberships__number__isnull=False, memberships__space__in=public).distinct()


class BrandMemberManager(BrandManager.from_queryset(BrandMemberQuerySet)):  # type: ignore[misc]
    """Whoever was erased is in no list, audience or search. Posts still find their nameless author by their key."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(erased_at=None)


class BrandMember(PublicId):
    """Erased, it is a placeholder without name or account: what hangs on its number stays whole and leads to nobody."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="brand_members")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="brand_members"
    )
    display_name = PersonName(max_length=40)
    bio = models.CharField(max_length=200, blank=True)
    avatar = models.FileField(upload_to="avatars/", blank=True)
    role = models.CharField(max_length=8, choices=BrandRole.choices, blank=True)
    joined_at = models.DateTimeField(default=clock.now)
    last_seen_at = models.DateTimeField(null=True, blank=True, help_text="At most a quarter of an hour behind.")
    name_key = Folded(of="display_name", max_length=200, default="", help_text="All spellings of a name share one.")
    name_parts = NameParts(editable=False, default="")
    vip_tier = models.PositiveSmallIntegerField(default=0, help_text="0 is none, 9 the highest.")
    region = models.CharField(max_length=40, blank=True, help_text="A town or county, in the words of the brand.")
    region_key = Folded(of="region", max_length=80, default="")
    birthday = models.DateField(null=True, blank=True, help_text="Only when the person gave it. Contact data.")
    interests = models.JSONField(default=list, blank=True, help_text="Up to ten short words.")
    stage = models.CharField(max_length=6, choices=Stage.choices, default=Stage.NEW)
    source = models.CharField(max_length=9, choices=Origin.choices, default=Origin.JOINED)
    source_label = models.CharField(max_length=40, blank=True, help_text="What the link they came by was called.")
    invited_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="invitees")
    personal_targeting_objected_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when they are in no segment that asks what they do."
    )
    banned_at = models.DateTimeField(null=True, blank=True, help_text="Banned from the whole brand since then.")
    banned_until = models.DateTimeField(null=True, blank=True, help_text="Empty: until someone lifts it.")
    ban_reason = models.CharField(max_length=300, blank=True, help_text="Shown to the person.")
    erased_at = models.DateTimeField(null=True, blank=True, help_text="Forgotten at their own wish.")

    objects = BrandMemberManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "account"], name="one_record_per_person_and_brand"),
            models.CheckConstraint(condition=Q(vip_tier__lte=HIGHEST_TIER), name="vip_tier_is_known"),
            models.CheckConstraint(condition=~Q(invited_by=F("pk")), name="nobody_invites_themselves"),
            models.CheckConstraint(condition=Q(banned_at=None) | Q(role=""), name="banned_people_hold_no_role"),
            models.CheckConstraint(
                condition=Q(banned_until=None) | Q(banned_at__isnull=False), name="ban_end_has_a_ban"
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(account=None, display_name="", bio="", avatar="", role=""),
                name="erased_people_are_nobody",
            ),
        ]
        indexes = [  # a filter, then the list's order; names have one more on PostgreSQL (migration)
            models.Index(fields=["brand", "-id"], name="people_of_brand"),
            models.Index(fields=["brand", "joined_at"], name="people_by_joining"),
            models.Index(fields=["brand", "region_key", "-id"], name="people_by_region"),
            models.Index(fields=["brand", "vip_tier", "-id"], name="people_by_tier", condition=Q(vip_tier__gt=0)),
            models.Index(fields=["brand", "stage", "-id"], name="people_by_stage"),
            models.Index(fields=["brand", "role", "-id"], name="people_by_role", condition=~Q(role="")),
            models.Index(fields=["brand", "-banned_at"], name="banned_people", condition=Q(banned_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_banned(self) -> bool:
        return self.banned_at is not None and (self.banned_until is None or self.banned_until > clock.now())

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
