"""Every address × everyone of the cast, for pages and API alike; another brand's things are 404 through every one."""

import json
from collections.abc import Iterator
from fnmatch import fnmatch
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from core import tenancy
from members.actions import appoint
from members.viewer import Viewer
from tests.permissions.rows import LOGIN, Row
from tests.permissions.urls import ELSEWHERE, ROWS
from tests.permissions.world import World


def addresses(resolver: URLResolver, spaces: str = "", taken: frozenset[str] = frozenset()) -> Iterator[tuple]:
    """(full name, arguments) of every pattern below `resolver`."""
    for pattern in resolver.url_patterns:
        names = taken | set(pattern.pattern.converters)
        if isinstance(pattern, URLPattern) and spaces == "admin:":
            yield f"admin:{pattern.name}", names  # Django's own, and some without a name
        elif isinstance(pattern, URLPattern):
            yield (f"{spaces}{pattern.name}" if pattern.name else f"unnamed {pattern.pattern}"), names
        else:
            below = f"{spaces}{pattern.namespace}:" if pattern.namespace else spaces
            yield from addresses(pattern, below, names)


ADDRESSES = dict(addresses(get_resolver()))


def test_every_address_has_a_row():
    known = {one.name for one in ROWS}
    missing = [name for name in ADDRESSES if name not in known and not any(fnmatch(name, one) for one in ELSEWHERE)]
    assert not missing, f"add rows to tests/permissions/urls.py for {missing}"


def test_every_row_has_an_address():
    assert {one.name for one in ROWS} <= ADDRESSES.keys() | {"admin:index"}


@pytest.fixture
def world(brand, other_brand, cast, community, group, secret) -> World:
    return World(brand, other_brand, cast, community, group, secret)


def path_of(row: Row, world: World, brand_slug: str = "") -> str:
    arguments = {name: make(world) for name, make in row.arguments.items()}
    if "brand_slug" in ADDRESSES.get(row.name, ()):
        arguments["brand_slug"] = brand_slug or world.brand.slug
    return reverse(row.name, kwargs=arguments)


def ask(client, row: Row, path: str) -> int | str:
    """The status, with everything that the request changed taken back."""
    as_json = {"content_type": "application/json"} if path.startswith("/api/") and row.method != "GET" else {}
    with transaction.atomic():
        answer = client.generic(row.method, path, _body(row, as_json), **as_json or _form(row))
        transaction.set_rollback(True)
    return LOGIN if answer.headers.get("Location", "").startswith(settings.LOGIN_URL) else answer.status_code


def _form(row: Row) -> dict:
    return {} if row.method == "GET" else {"content_type": "application/x-www-form-urlencoded"}


def _body(row: Row, as_json: dict) -> str:
    if row.method == "GET":
        return ""
    return json.dumps(row.data or {}) if as_json else urlencode(row.data or {}, doseq=True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_address_answers_as_the_table_says(row, world, page):
    path = path_of(row, world)
    got = {role: ask(page(getattr(world.cast, role)), row, path) for role in row.expect}
    wrong = {role: f"{got[role]}, not {status}" for role, status in row.expect.items() if got[role] != status}
    assert not wrong, f"{row.label} {path}: {wrong}"


# 405 is told before anything is looked up.
IN_BRAND = [row for row in ROWS if "brand_slug" in ADDRESSES.get(row.name, ())]


WORDS = {"metric", "purpose"}  # arguments that every brand has, and no brand owns


@pytest.mark.parametrize("row", IN_BRAND, ids=lambda row: row.label)
def test_unknown_brand_is_not_found(row, world, page):
    path = path_of(row, world, "no-such-brand")
    assert ask(page(world.cast.owner), row, path) == 404
    assert ask(page(world.cast.anonymous), row, path) == 404


@pytest.mark.parametrize(
    "row",
    [row for row in IN_BRAND if row.arguments.keys() - WORDS and 405 not in row.expect.values()],
    ids=lambda row: row.label,
)
def test_things_of_another_brand_are_not_found(row, world, page, account):
    """Its owner may do everything there, and still meets nothing of ours."""
    stranger = account("stranger")
    appoint(world.other_brand, stranger, "owner")
    path = path_of(row, world, world.other_brand.slug)
    with tenancy.activate(None):
        assert ask(page(Viewer(stranger)), row, path) == 404
