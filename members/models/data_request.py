"""A person's request for their data, or to be forgotten: the row is the queue, the progress and the record of it."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from brands.models import Brand
from core import clock
from core.models import PublicId
from core.tenancy import BrandManager
from members.models.brand_member import BrandMember
from spaces.models import Space

ANSWER_WITHIN = dt.timedelta(days=30)  # the law's month, counted short


class RequestKind(models.TextChoices):
    EXPORT = "export", pgettext_lazy("data request", "Download")
    ERASURE = "erasure", pgettext_lazy("data request", "Deletion")


class RequestScope(models.TextChoices):
    BRAND = "brand", pgettext_lazy("data request", "This brand only")
    ACCOUNT = "account", pgettext_lazy("data request", "The whole account, in every brand")


class RequestState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("data request", "Waiting")
    RUNNING = "running", pgettext_lazy("data request", "In progress")
    READY = "ready", pgettext_lazy("data request", "Ready")
    SWEEPING = "sweeping", pgettext_lazy("data request", "Done, looking once more")
    DONE = "done", pgettext_lazy("data request", "Done")
    WITHDRAWN = "withdrawn", pgettext_lazy("data request", "Taken back")
    EXPIRED = "expired", pgettext_lazy("data request", "Expired")
    FAILED = "failed", pgettext_lazy("data request", "Stopped: the operator has to look")


OPEN = (RequestState.WAITING, RequestState.RUNNING)
WORKED_ON = (*OPEN, RequestState.SWEEPING)


def _path(request: "DataRequest", name: str) -> str:
    return f"exports/{request.public_id}/{name}"


class DataRequest(PublicId):
    """`plan` names the records it is about by number, so that it can go on after they were detached from their account."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", help_text="Where it was asked.")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    member = models.ForeignKey(BrandMember, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=RequestKind.choices)
    scope = models.CharField(max_length=8, choices=RequestScope.choices, default=RequestScope.BRAND)
    keep_posts = models.BooleanField(default=False, help_text="Published posts and comments stay, without a name.")
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.WAITING)
    plan = models.JSONField(default=list, help_text="[[brand number, record number or null]], written when it starts.")
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    requested_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now, help_text="When work on it may begin, or go on.")
    finished_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    fence = models.PositiveIntegerField(default=0, help_text="Grows with every lease: a late worker changes nothing.")
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=60, blank=True, help_text="The kind of the last error, never its words.")
    file = models.FileField(upload_to=_path, blank=True)
    size = models.BigIntegerField(default=0, help_text="Bytes of the file.")
    expires_at = models.DateTimeField(null=True)

    objects = BrandManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "account", "kind"],
                condition=Q(state__in=["waiting", "running"]),
                name="one_open_data_request_per_kind",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"], name="data_requests_due", condition=Q(state__in=["waiting", "running", "sweeping"])
            ),
            models.Index(fields=["brand", "-id"], name="data_requests_of_brand"),
            models.Index(fields=["account", "-id"], name="data_requests_of_account"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.kind} {self.state}"

    @property
    def due_by(self) -> dt.datetime:
        return self.requested_at + ANSWER_WITHIN

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        return self.state in WORKED_ON and clock.now() > self.due_by

    @property
    def percent(self) -> int:
        return round(100 * self.steps_done / self.steps_total) if self.steps_total else 0

    @property
    def can_be_taken_back(self) -> bool:
        return self.kind == RequestKind.ERASURE and self.state == RequestState.WAITING

    @property
    def can_be_fetched(self) -> bool:
        return self.state == RequestState.READY and self.expires_at is not None and self.expires_at > clock.now()


class BarredAddress(models.Model):
    """
    A ban that outlives the person it was for. Of the address only a keyed hash is kept: enough to know it again when
    it knocks at this brand, and useless to whoever reads the table.
    """

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, null=True, related_name="+", help_text="Null: the brand."
    )
    state = models.CharField(max_length=8, help_text="The standing to give back: banned or removed.")
    until = models.DateTimeField(null=True, help_text="When the ban ends. Null: until someone lifts it.")
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now)

    objects = BrandManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "space", "digest"], name="one_bar_per_address_and_place", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["brand", "digest"], name="bars_of_address")]

    def __str__(self) -> str:
        return f"{self.brand_id}:{self.space_id} {self.state}"
