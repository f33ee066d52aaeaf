"""
An invitation into a space, or to a role in the brand: a link, one for a person, or one for an address.

The code is stored as it is, because a poster is printed again and a link is copied again. Reading it out of the table
gives no more than the list of invitations does, and that is only shown to who may give what the code gives.
"""

import secrets
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from core import clock
from core.mailboxes import masked
from core.models import ALPHABET, PublicId, Timestamped
from core.tenancy import BrandManager, BrandQuerySet
from members.models.brand_member import BrandMember, BrandRole
from members.models.space_role import Role
from spaces.models import OPEN_TO_READ, Space

CODE_LENGTH = 14  # about 66 bits, and still short enough for a poster


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))


class InviteKind(models.TextChoices):
    LINK = "link", pgettext_lazy("invitation", "Link")
    PERSON = "person", pgettext_lazy("invitation", "Member of the brand")
    EMAIL = "email", pgettext_lazy("invitation", "E-mail address")


class Outcome(models.TextChoices):
    """Why an invitation was closed. One that ran out of time or uses is not closed, only dead."""

    ACCEPTED = "accepted", pgettext_lazy("invitation", "Accepted")
    DECLINED = "declined", pgettext_lazy("invitation", "Declined")
    REVOKED = "revoked", pgettext_lazy("invitation", "Withdrawn")
    REPLACED = "replaced", pgettext_lazy("invitation", "Replaced by a newer one")


OPEN, USED_UP, EXPIRED = "open", "used_up", "expired"
STATE_LABELS = {
    OPEN: pgettext_lazy("invitation", "Open"),
    USED_UP: pgettext_lazy("invitation", "Used up"),
    EXPIRED: pgettext_lazy("invitation", "Expired"),
    **dict(Outcome.choices),
}


class InviteQuerySet(BrandQuerySet):
    def visible_to(self, viewer: Any) -> "InviteQuerySet":
        """What one sent, what one received, and all of a space where one invites. Agrees with `can_see_invite`."""
        if viewer.member is None:
            return self.none()
        seen = Space.objects.visible_to(viewer).values("pk")
        own = Q(invited_by_id=viewer.actor_id, space_id__in=seen)
        own |= Q(member_id=viewer.actor_id) if viewer.sees_closed else Q(pk=None)
        if viewer.can("role.assign"):
            own |= Q(space=None)
        if not viewer.can("member.invite"):
            return self.filter(own | Q(space_id__in=viewer.spaces_where("member.invite")))
        all_there = Q(space__isnull=False) if viewer.sees_closed else Q(space__visibility__in=OPEN_TO_READ)
        return self.filter(own | all_there)

    def open(self) -> "InviteQuerySet":
        """Neither closed nor out of time or uses. Whether the inviter still may is asked of each."""
        in_time = Q(expires_at=None) | Q(expires_at__gt=clock.now())
        return self.filter(in_time, Q(uses_limit=None) | Q(uses__lt=F("uses_limit")), closed_at=None)


class Invite(PublicId, Timestamped):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="invites")
    kind = models.CharField(max_length=6, choices=InviteKind.choices, default=InviteKind.LINK)
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    role = models.CharField(
        max_length=10, choices=Role.choices, default=Role.MEMBER, help_text="Role in the space of whoever accepts."
    )
    brand_role = models.CharField(max_length=8, choices=BrandRole.choices, blank=True)
    source_label = models.CharField(max_length=40, blank=True, help_text="Where it is shown, such as a shop.")
    uses_limit = models.PositiveIntegerField(null=True, blank=True, help_text="Null is without limit.")
    uses = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(null=True, blank=True)
    member = models.ForeignKey(BrandMember, on_delete=models.CASCADE, null=True, related_name="invites_received")
    email = models.CharField(max_length=254, blank=True, help_text="Lower-case. Whoever accepts has it verified.")
    name = models.CharField(max_length=40, blank=True, help_text="What the inviter calls the holder of the address.")
    was_state = models.CharField(
        max_length=8, blank=True, help_text="The member's standing before: what a refusal puts back. Empty is none."
    )
    invited_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, related_name="invites_sent")
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)

    objects = BrandManager.from_queryset(InviteQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(uses_limit=None) | Q(uses__lte=F("uses_limit")), name="invite_within_its_uses"
            ),
            models.CheckConstraint(
                condition=Q(space__isnull=False, brand_role="") | (Q(space=None) & ~Q(brand_role="") & Q(uses_limit=1)),
                name="invite_gives_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(kind="link", member=None, email="")
                | Q(kind="person", member__isnull=False, email="", uses_limit=1)
                | (Q(kind="email", member=None, uses_limit=1) & (~Q(email="") | Q(closed_at__isnull=False))),
                name="invite_kind_fits_whom",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="closed_invite_says_why",
            ),
            models.UniqueConstraint(
                fields=["space", "member"], condition=Q(closed_at=None), name="one_open_invite_per_member"
            ),
            # One for each inviter: that somebody else has invited the same address is nobody's business.
            models.UniqueConstraint(
                fields=["space", "email", "invited_by"],
                condition=Q(closed_at=None) & ~Q(email=""),
                name="one_open_invite_per_address",
            ),
            models.UniqueConstraint(
                fields=["brand", "member"],
                condition=Q(closed_at=None, space=None),
                name="one_open_brand_invite_per_member",
            ),
            models.UniqueConstraint(
                fields=["brand", "email"],
                condition=Q(closed_at=None, space=None) & ~Q(email=""),
                name="one_open_brand_invite_per_address",
            ),
        ]
        indexes = [models.Index(fields=["space", "-id"], name="invites_of_space")]

    def __str__(self) -> str:
        return f"{self.public_id} {self.kind}"

    @property
    def state(self) -> str:
        if self.outcome:
            return self.outcome
        if self.expires_at is not None and self.expires_at <= clock.now():
            return EXPIRED
        return USED_UP if self.uses_limit is not None and self.uses >= self.uses_limit else OPEN

    @property
    def state_label(self) -> Any:
        return STATE_LABELS[self.state]

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def masked_email(self) -> str:
        return masked(self.email) if self.email else ""

    @property
    def gives(self) -> Any:
        """The name of the role that accepting gives."""
        return self.get_brand_role_display() if self.brand_role else self.get_role_display()
