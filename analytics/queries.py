"""Reading kept numbers: points only, never facts."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

from analytics.metrics import Counts, Metric
from analytics.models import WHOLE_BRAND, ActiveDay, MetricPoint
from analytics.periods import Period, last_days
from spaces.models import Space


@dataclass(frozen=True)
class Series:
    """One number a day, zero where nothing happened, with the period before."""

    metric: Metric
    period: Period
    points: Mapping[dt.date, int]

    @cached_property
    def values(self) -> list[int]:
        return [self.points.get(on, 0) for on in self.period.days]

    @cached_property
    def was(self) -> list[int]:
        return [self.points.get(on, 0) for on in self.period.before.days]

    @property
    def is_average(self) -> bool:
        """Who is active on two days is one person: such days are not added up."""
        return self.metric.counts is Counts.PEOPLE

    @property
    def total(self) -> int:
        return self._over(self.values)

    @property
    def total_before(self) -> int:
        return self._over(self.was)

    def _over(self, values: list[int]) -> int:
        return round(sum(values) / len(values)) if self.is_average else sum(values)

    @property
    def change(self) -> int | None:
        """Per cent more or less than in the period before; None where that had nothing."""
        return round(100 * (self.total - self.total_before) / self.total_before) if self.total_before else None

    @property
    def rows(self) -> list[tuple[dt.date, int, int]]:
        """(day, value, value as many days before), the newest first."""
        return list(zip(self.period.days, self.values, self.was, strict=True))[::-1]


def series_of(metrics: Iterable[Metric], period: Period, space: Space | None = None) -> dict[str, Series]:
    """All metrics with both periods: one query."""
    wanted = {metric.name: metric for metric in metrics}
    found: dict[str, dict[dt.date, int]] = {name: {} for name in wanted}
    points = MetricPoint.objects.filter(
        space_id=space.pk if space else WHOLE_BRAND,
        metric__in=wanted,
        on__range=(period.before.first, period.last),
    )
    for name, on, value in points.values_list("metric", "on", "value"):
        found[name][on] = value
    return {name: Series(metric, period, found[name]) for name, metric in wanted.items()}


def active_this_week(spaces: Sequence[Space]) -> dict[int, int]:
    """Different people of the last seven days in each of these spaces: one range of the index a space, one query."""
    week = last_days(7)
    here = ActiveDay.objects.filter(space_id__in=[space.pk for space in spaces], on__range=(week.first, week.last))
    rows = here.order_by().values("space_id").annotate(people=Count("member_id", distinct=True))
    return dict(rows.values_list("space_id", "people"))


def has_numbers() -> bool:
    return MetricPoint.objects.exists()
