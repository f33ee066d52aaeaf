"""A prepared read gives what its queryset gives, for every value and brand, and never another brand's rows."""

import threading

import pytest
from django.db import connections
from django.db.models import Count

from core import tenancy
from core.prepared import LONGEST, Prepared
from core.tenancy import NoActiveBrand
from spaces.models import Space


def make(brand, slug, **columns) -> Space:
    usual = {"visibility": "public", "join_policy": "open", "posting_policy": "members"}
    return Space.objects.create(brand=brand, kind="community", slug=slug, name=slug, **{**usual, **columns})


@pytest.fixture
def spaces(brand, other_brand) -> list[Space]:
    with tenancy.activate(other_brand):
        make(other_brand, "one")
    return [make(brand, slug) for slug in ("one", "two", "three")]


def test_the_same_rows_for_each_value(spaces):
    by_slug = Prepared(lambda slug: Space.objects.filter(slug=slug))

    for space in spaces:
        assert by_slug(slug=space.slug) == [space]
    assert by_slug(slug="none") == []


def test_rows_are_whole_models_and_may_be_values(spaces):
    found = Prepared(lambda slug: Space.objects.filter(slug=slug).annotate(n=Count("memberships")))(slug="two")[0]
    assert (found.name, found.offers, found.n) == ("two", [], 0)

    values = Prepared(lambda slug: Space.objects.filter(slug=slug).values("slug", "offers"))
    assert values(slug="two") == [{"slug": "two", "offers": []}]
    pairs = Prepared(lambda slug: Space.objects.filter(slug=slug).values_list("slug", "kind"))
    assert pairs(slug="two") == [("two", "community")]


def test_related_rows_come_along(spaces, django_assert_num_queries):
    by_slug = Prepared(lambda slug: Space.objects.filter(slug=slug).select_related("brand"))
    by_slug(slug="one")
    with django_assert_num_queries(1):
        assert by_slug(slug="one")[0].brand.slug == "shanlan"


def test_the_brand_is_the_one_active_at_the_call(spaces, other_brand):
    all_of = Prepared(lambda: Space.objects.order_by("id"))
    assert all_of() == spaces

    with tenancy.activate(other_brand):
        assert [space.brand_id for space in all_of()] == [other_brand.pk]
    with tenancy.activate(None), pytest.raises(NoActiveBrand):
        all_of()


def test_lists_of_any_length(spaces):
    among = Prepared(lambda slugs: Space.objects.filter(slug__in=slugs).order_by("id"))

    for count in range(4):
        assert among(slugs=[space.slug for space in spaces[:count]]) == spaces[:count]
    assert among(slugs=["one"] + ["none"] * LONGEST) == spaces[:1]


def test_shapes_are_different_queries(spaces):
    some = Prepared(lambda limit, kind: Space.objects.filter(kind=kind).order_by("id")[:limit])

    assert some(1, kind="community") == spaces[:1]
    assert some(2, kind="community") == spaces[:2]


def test_a_value_that_the_database_never_sees_is_refused(spaces):
    with pytest.raises(TypeError):
        Prepared(lambda slug: Space.objects.all())(slug="one")


def test_each_row_is_fresh(spaces):
    by_slug = Prepared(lambda slug: Space.objects.filter(slug=slug))
    by_slug(slug="one")[0].name = "changed in memory"
    assert by_slug(slug="one")[0].name == "one"
    Space.objects.filter(slug="one").update(name="changed")

    assert by_slug(slug="one")[0].name == "changed"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_threads_use_their_own_connections(spaces, brand):
    by_slug = Prepared(lambda slug: Space.objects.filter(slug=slug))
    by_slug(slug="one")
    found: list = []

    def read() -> None:
        with tenancy.activate(brand):
            found.extend(by_slug(slug="two"))
        connections.close_all()

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert found == [spaces[1]] * 4
