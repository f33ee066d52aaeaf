"""One of everything, its addresses, and a count of all rows."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection

from tests.permissions.test_urls import ADDRESSES, path_of
from tests.permissions.urls import ROWS
from tests.permissions.world import World

# Rows that only note that somebody came, tried or looked.
NOT_STORED_BY_INPUT = {"django_session", "brands_idempotencykey", "campaigns_wrongcode"}
THINGS = (
    "key",
    "application",
    "rule",
    "delivery",
    "announcement",
    "draft",
    "coupon",
    "claim",
    "photo",
    "comment",
    "club_photo",
)


@pytest.fixture
def world(brand, other_brand, cast, community, group, secret) -> World:
    world = World(brand, other_brand, cast, community, group, secret)
    for thing in (*THINGS, "topic", "club_comment", "membership", "community_membership"):
        assert getattr(world, thing)
    return world


@pytest.fixture
def doors(world) -> Callable[..., dict[str, str]]:
    """`doors("POST", "/api/")`: name → address of all that take this method."""

    def find(prefix: str, *methods: str) -> dict[str, str]:
        found = {}
        for row in ROWS:
            if row.method in methods and row.name in ADDRESSES and (path := path_of(row, world)).startswith(prefix):
                found[f"{row.method} {row.name}"] = path
        return found

    return find


@pytest.fixture
def rows() -> Callable[[], dict[str, int]]:
    """How many rows every table has, in one query."""
    tables = sorted({model._meta.db_table for model in apps.get_models()} - NOT_STORED_BY_INPUT)
    sql = " union all ".join(f"select '{table}', count(*) from {table}" for table in tables)

    def count() -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return dict(cursor.fetchall())

    return count
