"""Numbers and the log over REST."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from analytics.api.serializers import LogQuery, LogShape, MetricsQuery, MetricsShape
from analytics.log import SEQUENCE, entries_after
from analytics.metrics import METRICS
from analytics.periods import Period
from analytics.queries import Series, series_of
from analytics.rules import can_read_log, can_view_metrics
from brands.endpoint import Endpoint
from core.decisions import ensure
from core.errors import Invalid
from core.seals import seal, unseal
from spaces.queries import get_space


class Metrics(Endpoint):
    scopes: ClassVar = ("analytics:read", "analytics:read")

    @extend_schema(
        summary="Numbers by day",
        description="One series per metric. Days are the brand's local days; a day's number never changes because the "
        "brand moved to another time zone. Amounts of money are in hundredths.",
        parameters=[MetricsQuery],
        responses=MetricsShape,
        tags=["metrics"],
    )
    def get(self, request: Request, **kwargs: Any) -> Response:
        viewer = request._request.viewer
        asked = MetricsQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        space = get_space(viewer, wanted["space"]) if wanted.get("space") else None
        ensure(can_view_metrics(viewer, space))
        metrics = [METRICS[name] for name in METRICS if name in (wanted.get("metric") or METRICS)]
        series = series_of(metrics, Period(wanted["from"], wanted["to"]), space)
        body = {
            "time_zone": request._request.brand.time_zone,
            "space": space.public_id if space else None,
            "first": wanted["from"],
            "last": wanted["to"],
            "results": [_shape(one) for one in series.values()],
        }
        return Response(MetricsShape(body).data)


def _shape(series: Series) -> dict[str, Any]:
    metric = series.metric
    return {
        "metric": metric.name,
        "label": metric.label,
        "meaning": metric.meaning,
        "unit": metric.unit,
        "grain": metric.grain,
        "points": [{"on": on, "value": value} for on, value in zip(series.period.days, series.values, strict=True)],
    }


class Activities(Endpoint):
    scopes: ClassVar = ("analytics:read", "analytics:read")

    @extend_schema(
        summary="What happened, in the order it was counted",
        description="The log of facts, oldest first. Follow `next` to the end; keep `cursor` and ask again with "
        "`after` for what is new since. Nothing is skipped and nothing comes twice. Facts of closed groups need the "
        "scope `groups:read`; ids and cursors say nothing of what was left out.",
        parameters=[LogQuery],
        responses=LogShape,
        tags=["activities"],
    )
    def get(self, request: Request, **kwargs: Any) -> Response:
        viewer = request._request.viewer
        ensure(can_read_log(viewer))
        asked = LogQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        size, after = wanted["page_size"], _position(wanted.get("after", ""))
        entries, last = entries_after(viewer, after, verbs=wanted.get("verb", ()), limit=size)
        cursor = seal(last, SEQUENCE)
        following = replace_query_param(request.build_absolute_uri(), "after", cursor) if len(entries) == size else None
        return Response(LogShape({"next": following, "cursor": cursor, "results": entries}).data)


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    position = unseal(cursor, SEQUENCE)
    if position is None:
        raise Invalid.field("after", _("This cursor is not one of ours."), "bad_cursor")
    return position
