"""Where a brand departs from the declared powers: one row per brand, made with the first change."""

from django.db import models

from brands.models import Brand
from core.models import Timestamped
from core.tenancy import BrandManager


class RolePowers(Timestamped):
    brand = models.OneToOneField(Brand, on_delete=models.CASCADE, related_name="+")
    changes = models.JSONField(default=dict, help_text="{capability: {role: held}}, only what differs.")
    version = models.PositiveIntegerField(default=1, help_text="Moves with each change.")

    objects = BrandManager()

    class Meta:
        verbose_name_plural = "role powers"

    def __str__(self) -> str:
        return f"{self.brand_id}: {len(self.changes)}"
