"""An account's standing in one space. Only `active` counts as belonging; nothing else is ever equal to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from core import clock
from core.models import PublicId
from core.tenancy import BrandManager
from members.models.brand_member import BrandMember
from members.models.invite import Invite
from members.models.space_role import Role as Role  # everybody asks for it here
from spaces.models import Space


class State(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("membership", "Member")
    LEFT = "left", pgettext_lazy("membership", "Left")
    REMOVED = "removed", pgettext_lazy("membership", "Removed")
    BANNED = "banned", pgettext_lazy("membership", "Banned")
    PAUSED = "paused", pgettext_lazy("membership", "Banned from the brand")
    INVITED = "invited", pgettext_lazy("membership", "Invited")


class Source(models.TextChoices):
    JOINED = "joined", _("Joined freely")
    APPLIED = "applied", _("Applied")
    INVITED = "invited", _("Invited")
    FOUNDED = "founded", _("Opened the space")


class Membership(PublicId):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(BrandMember, on_delete=models.CASCADE, related_name="memberships")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.JOINED)
    source_label = models.CharField(max_length=40, blank=True, help_text="What the link they came by was called.")
    invited_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField(null=True, help_text="The how-manieth member of the space, kept for good.")
    rules_version = models.PositiveIntegerField(default=0, help_text="The version of the rules accepted on joining.")
    muted_until = models.DateTimeField(null=True, blank=True)
    invite = models.ForeignKey(
        Invite, on_delete=models.SET_NULL, null=True, blank=True, related_name="memberships", help_text="Came by it."
    )
    mute_reason = models.CharField(max_length=300, blank=True, help_text="Shown to the person.")
    banned_until = models.DateTimeField(null=True, blank=True, help_text="Empty with state banned: until it is lifted.")
    end_reason = models.CharField(max_length=300, blank=True, help_text="Why removed or banned; shown to the person.")
    joined_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = BrandManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "member"], name="one_standing_per_space_and_member"),
            models.UniqueConstraint(fields=["space", "number"], name="one_member_per_number"),
            models.CheckConstraint(
                condition=Q(state__in=["active", "invited"], ended_at=None) | ~Q(state__in=["active", "invited"]),
                name="belonging_has_no_end",
            ),
            models.CheckConstraint(condition=Q(banned_until=None) | Q(state="banned"), name="only_a_ban_has_a_ban_end"),
        ]
        indexes = [
            models.Index(fields=["space", "-joined_at"], name="members_of_space", condition=Q(state="active")),
            models.Index(fields=["member", "state"], name="spaces_of_member"),
        ]

    @property
    def is_active(self) -> bool:
        return self.state == State.ACTIVE

    @property
    def is_banned(self) -> bool:
        return self.state == State.BANNED and (self.banned_until is None or self.banned_until > clock.now())

    @property
    def is_muted(self) -> bool:
        return self.muted_until is not None and self.muted_until > clock.now()

    def __str__(self) -> str:
        return f"{self.space_id}:{self.member_id} {self.state}"
