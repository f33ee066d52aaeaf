"""The table behind each chart, and its spreadsheet."""

import pytest
from django.db import transaction

from activity.actions import record
from activity.verbs import catalogue
from analytics.charts import _round_up, day_chart, spark
from analytics.metrics import METRICS
from analytics.periods import last_days
from analytics.queries import Series

PAGE = "/@shanlan/manage/numbers/{}/"


@pytest.fixture
def posted(cast, community, settle) -> None:
    settle()
    with transaction.atomic():
        for _ in range(1234):
            record(catalogue["post.published"], viewer=cast.member, space=community)
    settle()


@pytest.mark.parametrize("metric", METRICS)
def test_every_metric_has_its_page(cast, page, settle, metric):
    settle()
    text = page(cast.analyst).get(PAGE.format(metric)).content.decode()

    assert str(METRICS[metric].meaning) in text or "&#x27;" in text


def test_each_day_is_listed_to_the_unit(cast, page, posted):
    client = page(cast.owner)
    response = client.get(PAGE.format("posts"), {"days": "7"})

    assert len(response.context["series"].rows) == 7
    assert response.context["series"].rows[0][1] == 1234
    assert ">1,234<" in response.content.decode()


def test_the_spreadsheet_says_the_same(cast, page, posted):
    lines = page(cast.owner).get(PAGE.format("posts"), {"days": "7", "format": "csv"}).content.decode().splitlines()

    assert len(lines) == 8
    assert lines[1].split(",")[1:] == ["1234", "0"]


def test_an_unknown_metric_is_not_there(cast, page):
    assert page(cast.owner).get(PAGE.format("mood")).status_code == 404


def test_charts_of_one_kind_of_day_do_not_break(brand):
    for points in ({}, {last_days(1).last: 5}):
        for count in (7, 28, 90):
            series = Series(METRICS["posts"], last_days(count), points)
            assert len(day_chart(series, "Posts").bars) == len(points)
            assert spark(series)["points"].count(",") <= 30


@pytest.mark.parametrize(("value", "top"), [(0, 2), (1, 2), (3, 4), (4, 4), (5, 6), (11, 20), (39, 40), (81, 100)])
def test_the_axis_ends_at_a_number_that_halves(value, top):
    assert _round_up(value) == top
