"""Numbers over REST: exact, by day, only for those who may see them."""

import datetime as dt

import pytest
from django.db import transaction

from activity.actions import record
from activity.verbs import catalogue
from brands.actions import create_key
from core import clock

METRICS = "/api/v1/@shanlan/metrics/"


@pytest.fixture
def posted(cast, community, group, settle) -> None:
    settle()
    for days_ago, times, space in ((0, 2, community), (1, 3, group), (40, 1, community)):
        with clock.at(clock.now() - dt.timedelta(days=days_ago)), transaction.atomic():
            for _ in range(times):
                record(catalogue["post.published"], viewer=cast.member, space=space)
    settle()


def values(response) -> list[int]:
    assert response.status_code == 200, response.content
    return [point["value"] for point in response.json()["results"][0]["points"]]


def bearer(cast, brand, *scopes: str) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": f"Bearer {create_key(cast.owner, brand, label='Sheet', scopes=list(scopes))[1]}"}


def test_every_day_of_the_range_has_its_number(cast, page, posted):
    response = page(cast.owner).get(METRICS, {"metric": "posts"})

    assert len(values(response)) == 28
    assert values(response)[-3:] == [0, 3, 2]
    assert response.json()["time_zone"] == "Asia/Taipei"


def test_without_a_metric_all_are_given_with_their_meaning(cast, page, posted):
    results = page(cast.analyst).get(METRICS).json()["results"]

    assert {one["metric"] for one in results} >= {"posts", "new_members", "active_members", "redemptions"}
    assert all(one["meaning"] and one["unit"] and one["grain"] == "day" for one in results)


def test_a_space_has_numbers_of_its_own(cast, page, posted, group):
    response = page(cast.admin).get(METRICS, {"metric": "posts", "space": group.public_id})

    assert values(response)[-2:] == [3, 0]


def test_a_range_is_given_in_iso_days(cast, page, posted):
    asked = {"metric": "posts", "from": "2020-02-28", "to": "2020-03-01"}
    response = page(cast.owner).get(METRICS, asked)

    assert [point["on"] for point in response.json()["results"][0]["points"]] == [
        "2020-02-28",
        "2020-02-29",
        "2020-03-01",
    ]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"metric": "no_such"}, "metric.no_such"),
        ({"from": "2026-01-02", "to": "2026-01-01"}, "from"),
        ({"from": "2020-01-01", "to": "2026-01-01"}, "from"),
        ({"to": "soon"}, "to"),
        ({"from": "0001-01-01", "to": "9999-12-31"}, "from"),
        ({"from": "0001-01-01", "to": "0001-01-05"}, "from"),
        ({"to": "0001-01-05"}, "from"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_field(cast, page, asked, field):
    response = page(cast.owner).get(METRICS, asked)

    assert response.status_code == 422
    assert field.split(".")[0] in response.json()["errors"] or field in response.json()["errors"]


def test_a_key_needs_the_scope(cast, brand, client, posted):
    assert client.get(METRICS, **bearer(cast, brand, "content:read")).status_code == 403
    assert client.get(METRICS, **bearer(cast, brand, "analytics:read")).status_code == 200


def test_a_key_without_groups_read_gets_no_numbers_of_closed_groups(cast, brand, client, posted, group, secret):
    key = bearer(cast, brand, "analytics:read")

    assert client.get(METRICS, {"space": group.public_id}, **key).status_code == 404
    assert client.get(METRICS, {"space": secret.public_id}, **key).status_code == 404
    both = bearer(cast, brand, "analytics:read", "groups:read")
    assert client.get(METRICS, {"space": secret.public_id}, **both).status_code == 200
