"""The same points from the log: when a metric's meaning changed, or to prove that the kept ones are right."""

from typing import Any

from django.db import connection, transaction
from django.db.models import BigIntegerField, Count, F, Max, QuerySet, Sum, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from activity.models import Activity, DeadLetter
from analytics.metrics import ACTIVE_MEMBERS, COUNTED, Counts, Metric, taking_part
from analytics.models import WHOLE_BRAND, ActiveDay, MetricPoint
from core import clock, locks
from core.tenancy import across_brands

READER = "metrics"


@transaction.atomic
def rebuild_metrics() -> int:
    """
    Count every fact that has a position, again; return that position.

    Holding the dispatcher's lock to the end, no fact can get one meanwhile. Letters of the metrics reader are counted
    here like any fact, so they are marked as replayed: a replay would count them twice.
    """
    locks.lock(locks.DISPATCHER)
    with across_brands("rebuilding the numbers of every brand"):
        upto = Activity.objects.aggregate(last=Max("position"))["last"] or 0
        ActiveDay.objects.all().delete()
        MetricPoint.objects.all().delete()
        for by_space in (False, True):
            _rebuild_active(by_space, upto)
            for metric in COUNTED:
                _rebuild_counted(metric, by_space, upto)
        letters = DeadLetter.objects.filter(reader=READER, replayed_at=None, activity__position__lte=upto)
        letters.update(replayed_at=clock.now())
    return upto


def _facts(by_space: bool, upto: int, **conditions: Any) -> QuerySet[Activity, Any]:
    facts = Activity.objects.filter(position__lte=upto, brand_id__isnull=False, local_on__isnull=False, **conditions)
    return facts.filter(space_id__isnull=False) if by_space else facts


def _place(by_space: bool) -> Any:
    return F("space_id") if by_space else Value(WHOLE_BRAND, output_field=BigIntegerField())


def _rebuild_active(by_space: bool, upto: int) -> None:
    facts = _facts(by_space, upto, actor_id__isnull=False, verb__in=list(taking_part(inside=by_space)))
    days = facts.order_by().annotate(place=_place(by_space)).values_list("brand_id", "place", "actor_id", "local_on")
    _insert('analytics_activeday (brand_id, space_id, member_id, "on")', days.distinct())
    here = ActiveDay.objects.exclude(space_id=WHOLE_BRAND) if by_space else ActiveDay.objects.filter(space_id=0)
    points = here.order_by().values("brand_id", "space_id", "on").annotate(people=Count("pk"))
    _keep(ACTIVE_MEMBERS, points.values_list("brand_id", "space_id", "on", "people"))


def _rebuild_counted(metric: Metric, by_space: bool, upto: int) -> None:
    facts = _facts(by_space, upto, verb__in=metric.verbs_in(space=by_space))
    if metric.counts is Counts.AMOUNT:
        total: Any = Coalesce(Sum(Cast(KT(f"detail__{metric.amount_key}"), BigIntegerField())), 0)
    else:
        total = Count("pk")
    points = facts.order_by().annotate(place=_place(by_space)).values("brand_id", "place", "local_on")
    _keep(metric, points.annotate(total=total).values_list("brand_id", "place", "local_on", "total"))


def _insert(into: str, rows: QuerySet[Any, Any]) -> None:
    """Days of people stay in SQL: there are as many as facts."""
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {into} {sql}", params)


def _keep(metric: Metric, rows: QuerySet[Any, Any]) -> None:
    points = (
        MetricPoint(brand_id=brand, space_id=space, metric=metric.name, on=on, value=value)
        for brand, space, on, value in rows.iterator()
        if value
    )
    MetricPoint.objects.bulk_create(points, batch_size=1000)
