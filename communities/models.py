"""What a member asks for who wants to open a community of their own: the words, who decided, and what became of it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager, BrandQuerySet
from members.models import BrandMember
from spaces.models import Space


class ProposalState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("proposal", "Waiting for a decision")
    OPENED = "opened", pgettext_lazy("proposal", "Opened")
    DECLINED = "declined", pgettext_lazy("proposal", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "Withdrawn")


class ProposalQuerySet(BrandQuerySet):
    def visible_to(self, viewer: Any) -> "ProposalQuerySet":
        """One's own; everyone's for whoever opens spaces. Agrees with `rules.can_see_proposal`."""
        if viewer.can("space.create"):
            return self
        return self.filter(member_id=viewer.actor_id) if viewer.actor_id is not None else self.none()

    def counted(self) -> "ProposalQuerySet":
        """What counts towards the limit of a member: what waits, and communities of theirs that are open."""
        is_open = Q(state=ProposalState.OPENED, space__isnull=False, space__archived_at=None)
        return self.filter(Q(state=ProposalState.WAITING) | is_open)


class Proposal(PublicId, Timestamped):
    """Until it is opened it is a row here and no space: nobody but the asker and the deciders knows of it."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(BrandMember, on_delete=models.CASCADE, related_name="proposals")
    name = models.CharField(max_length=40)
    purpose = models.TextField(max_length=2000, help_text="Becomes what the community says about itself.")
    rules = models.TextField(max_length=4000, blank=True, help_text="One rule per line.")
    state = models.CharField(max_length=9, choices=ProposalState.choices, default=ProposalState.WAITING)
    reason = models.TextField(max_length=500, blank=True, help_text="Shown to the asker when declined.")
    decided_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    space = models.OneToOneField(Space, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposal")

    objects = BrandManager.from_queryset(ProposalQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(state=ProposalState.WAITING), name="one_waiting_proposal_per_member"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | ~Q(state=ProposalState.WAITING), name="waiting_proposal_is_undecided"
            ),
            models.CheckConstraint(
                condition=Q(space=None) | Q(state=ProposalState.OPENED), name="only_opened_proposals_have_a_space"
            ),
        ]
        indexes = [models.Index(fields=["brand", "state", "-id"], name="proposals_desk")]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def is_waiting(self) -> bool:
        return self.state == ProposalState.WAITING
