"""A file of addresses to invite: first only looked at, then, once confirmed, worked on by the worker."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from core import clock
from core.models import PublicId, Timestamped
from core.tenancy import BrandManager
from members.models.brand_member import BrandMember
from members.models.space_role import Role
from spaces.models import Space

PREVIEW_LASTS = dt.timedelta(hours=1)
ROWS_KEPT = dt.timedelta(days=7)


class BatchState(models.TextChoices):
    PREVIEW = "preview", pgettext_lazy("invitations from a file", "Preview: nobody is invited yet")
    RUNNING = "running", pgettext_lazy("invitations from a file", "In progress")
    DONE = "done", pgettext_lazy("invitations from a file", "Done")
    FAILED = "failed", pgettext_lazy("invitations from a file", "Stopped: the operator has to look")


class Verdict(models.TextChoices):
    """What is wrong with a row, seen before anybody is invited."""

    OK = "ok", pgettext_lazy("row of a file", "Fine")
    NO_ADDRESS = "no_address", pgettext_lazy("row of a file", "No address")
    BAD_ADDRESS = "bad_address", pgettext_lazy("row of a file", "Not an e-mail address")
    REPEATED = "repeated", pgettext_lazy("row of a file", "Stands further up already")
    INVITED = "invited", pgettext_lazy("row of a file", "You have invited this address already")
    BAD_NAME = "bad_name", pgettext_lazy("row of a file", "The name is too long, or cannot be stored")
    BAD_ROLE = "bad_role", pgettext_lazy("row of a file", "No role that you may give")
    RAGGED = "ragged", pgettext_lazy("row of a file", "More cells than the heading has")
    UNREADABLE = "unreadable", pgettext_lazy("row of a file", "Cannot be read: a cell is too long")


class RowOutcome(models.TextChoices):
    INVITED = "invited", pgettext_lazy("row of a file", "Invited")
    REFUSED = "refused", pgettext_lazy("row of a file", "Not invited: you may not any more")


class InviteBatch(PublicId, Timestamped):
    """What is confirmed is what was shown: the rows are stored when the file is read, and never read again from it."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, related_name="+")
    encoding = models.CharField(max_length=12, help_text="As which the file was read.")
    source_label = models.CharField(max_length=40, blank=True)
    days = models.PositiveSmallIntegerField(help_text="How long the invitations work.")
    state = models.CharField(max_length=8, choices=BatchState.choices, default=BatchState.PREVIEW)
    rows_total = models.PositiveIntegerField(default=0)
    rows_good = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(default=clock.now, help_text="When work on it may go on.")
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    fence = models.PositiveIntegerField(default=0, help_text="Grows with every lease: a late worker changes nothing.")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Failures in a row.")

    objects = BrandManager()

    class Meta:
        verbose_name_plural = "invite batches"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="preview", confirmed_at=None) | Q(confirmed_at__isnull=False) & ~Q(state="preview"),
                name="batch_works_once_confirmed",
            ),
            models.CheckConstraint(condition=Q(rows_done__lte=models.F("rows_good")), name="batch_within_its_rows"),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="invite_batches_due", condition=Q(state="running")),
            models.Index(fields=["space", "-id"], name="invite_batches_of_space"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def expires_at(self) -> dt.datetime:
        return self.created_at + PREVIEW_LASTS

    @property
    def is_open(self) -> bool:
        return self.state == BatchState.PREVIEW and self.expires_at > clock.now()

    @property
    def is_running(self) -> bool:
        return self.state == BatchState.RUNNING

    @property
    def waits_for_tomorrow(self) -> bool:
        """The letters of the day are used up."""
        return self.is_running and self.due_at > clock.now()

    @property
    def percent(self) -> int:
        return round(100 * self.rows_done / self.rows_good) if self.rows_good else 100


class InviteRow(PublicId):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    batch = models.ForeignKey(InviteBatch, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(help_text="In the file, the heading being 1.")
    email = models.CharField(max_length=254, blank=True, help_text="As it was read; cut where it is no address.")
    name = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    outcome = models.CharField(max_length=8, choices=RowOutcome.choices, blank=True)

    objects = BrandManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="one_row_per_line"),
            models.CheckConstraint(condition=Q(outcome="") | Q(verdict="ok"), name="only_good_rows_are_worked_on"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.line} {self.verdict}"
