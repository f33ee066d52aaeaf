"""The table behind each chart."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from analytics.charts import day_chart
from analytics.metrics import METRICS, UNITS
from analytics.periods import chosen
from analytics.queries import Series, series_of
from analytics.rules import can_view_metrics
from analytics.tiles import comparison, numbers_url, period_links, with_query
from brands.links import brand_url
from core.decisions import ensure
from core.errors import NotVisible
from spaces.queries import get_space


@require_safe
def numbers(request: HttpRequest, metric: str) -> HttpResponse:
    """One metric day by day, for the brand or for one space; `format=csv` for a spreadsheet."""
    if metric not in METRICS:
        raise NotVisible
    asked = request.GET.get("space")
    space = get_space(request.viewer, asked) if asked else None
    ensure(can_view_metrics(request.viewer, space))
    period = chosen(request.GET.get("days"))
    series = series_of([METRICS[metric]], period, space)[metric]
    if request.GET.get("format") == "csv":
        return _spreadsheet(series)
    path = brand_url("analytics:numbers", metric=metric)
    context = {
        "series": series,
        "space": space,
        "chart": day_chart(series, str(series.metric.label)) if any(series.values) else None,
        "comparison": comparison(series),
        "unit": UNITS[series.metric.unit],
        "metrics": [
            {"url": numbers_url(one.name, period, space), "label": one.label, "current": one.name == metric}
            for one in METRICS.values()
        ],
        "periods": period_links(path, period, space),
        "back_url": with_query(brand_url("home:overview"), period, space),
        "csv_url": f"{numbers_url(metric, period, space)}&format=csv",
    }
    return render(request, "analytics/numbers.html", context)


def _spreadsheet(series: Series) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{series.metric.name}.csv"'
    response.write("\ufeff")  # Excel takes UTF-8 only with a mark in front
    writer = csv.writer(response)
    writer.writerow([_("Day"), series.metric.label, _("Same day of the period before")])
    writer.writerows([on.isoformat(), value, was] for on, value, was in series.rows)
    return response
