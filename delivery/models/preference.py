"""What a person does not want to get, per kind of notice and channel. No row means: as the brand set it."""

from django.conf import settings
from django.db import models

from brands.models import Brand
from core.tenancy import BrandManager
from delivery.models.delivery import Channel


class Preference(models.Model):
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=32)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    wanted = models.BooleanField()

    objects = BrandManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "account", "kind", "channel"], name="one_preference_per_kind_and_channel"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.channel}: {self.wanted}"
