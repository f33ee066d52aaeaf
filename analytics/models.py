"""Kept numbers: who was active on which day, and one value per metric, space and day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection, models

from brands.models import Brand
from core.tenancy import BrandManager, BrandQuerySet

WHOLE_BRAND = 0
PointKey = tuple[int, int, str, date]
DayKey = tuple[int, int, int, date]


class MetricPointQuerySet(BrandQuerySet):
    def add(self, amounts: Mapping[PointKey, int]) -> None:
        """Raise each point by its amount, in one statement. Sorted, so that two writers never deadlock."""
        rows = [(*key, amount) for key, amount in sorted(amounts.items()) if amount]
        if rows:
            with connection.cursor() as cursor:
                cursor.execute(
                    'INSERT INTO analytics_metricpoint (brand_id, space_id, metric, "on", value) '  # noqa: S608
                    f"VALUES {_placeholders(rows)} "
                    'ON CONFLICT (brand_id, space_id, metric, "on") '
                    "DO UPDATE SET value = analytics_metricpoint.value + excluded.value",
                    [cell for row in rows for cell in row],
                )


class MetricPoint(models.Model):
    """`space_id` 0 is the whole brand. No key is nullable: NULLs are never equal, so nothing would be unique."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    space_id = models.BigIntegerField(default=WHOLE_BRAND)
    metric = models.CharField(max_length=32)
    on = models.DateField(help_text="The day in the brand's time zone when it happened.")
    value = models.BigIntegerField()

    objects = BrandManager.from_queryset(MetricPointQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "space_id", "metric", "on"], name="one_point_per_metric_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.on} {self.value}"


class ActiveDayQuerySet(BrandQuerySet):
    def note(self, days: set[DayKey]) -> list[tuple[int, int, date]]:
        """Store who was active; return (brand, space, day) once for each person who is new there on that day."""
        if not days:
            return []
        with connection.cursor() as cursor:
            cursor.execute(
                'INSERT INTO analytics_activeday (brand_id, space_id, member_id, "on") '  # noqa: S608
                f"VALUES {_placeholders(sorted(days))} "
                'ON CONFLICT DO NOTHING RETURNING brand_id, space_id, "on"',
                [cell for row in sorted(days) for cell in row],
            )
            return [(brand, space, _as_date(on)) for brand, space, on in cursor.fetchall()]


class ActiveDay(models.Model):
    """This member took part on this day. `space_id` 0: anywhere in the brand. The table that makes "distinct" exact."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    space_id = models.BigIntegerField(default=WHOLE_BRAND)
    member_id = models.BigIntegerField(help_text="Brand member; no foreign key, for a count outlives its person.")
    on = models.DateField()

    objects = BrandManager.from_queryset(ActiveDayQuerySet)()

    class Meta:
        constraints = [
            # The day before the member: "who was active this week" reads one range of the index.
            models.UniqueConstraint(fields=["brand", "space_id", "on", "member_id"], name="one_active_day_per_member")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.on}"


def _placeholders(rows: list[Any]) -> str:
    return ", ".join(["(" + ", ".join(["%s"] * len(rows[0])) + ")"] * len(rows))


def _as_date(value: date | str) -> date:
    """SQLite returns dates of a raw statement as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)
