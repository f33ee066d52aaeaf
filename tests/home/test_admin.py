"""Django's admin: for operators only, above brands, and without a way to make or destroy people and brands."""

import pytest

from accounts.models import User
from brands.models import Brand
from members.viewer import Viewer


@pytest.fixture
def desk(page, operator):
    User.objects.filter(pk=operator.pk).update(is_superuser=True)
    return page(Viewer(User.objects.get(pk=operator.pk)))


@pytest.mark.parametrize("address", ["", "accounts/user/", "brands/brand/"])
def test_operator_reads_lists(desk, brand, address):
    assert desk.get(f"/admin/{address}").status_code == 200


@pytest.mark.parametrize("address", ["accounts/user/add/", "brands/brand/add/"])
def test_nothing_is_added_here(desk, brand, address):
    assert desk.get(f"/admin/{address}").status_code == 403


def test_operator_gives_a_brand_its_domain(desk, brand):
    answer = desk.post(f"/admin/brands/brand/{brand.pk}/change/", {"domain": "plaza.example", "name": "stolen"})
    assert answer.status_code == 302
    brand.refresh_from_db()
    assert (brand.domain, brand.name) == ("plaza.example", "山嵐咖啡")


def test_domain_left_empty_stays_empty_for_two_brands(desk, brand, other_brand):
    for one in (brand, other_brand):
        assert desk.post(f"/admin/brands/brand/{one.pk}/change/", {"domain": ""}).status_code == 302
    assert Brand.objects.filter(domain=None).count() == 2


def test_nobody_of_a_brand_enters(page, cast, brand):
    assert page(cast.owner).get("/admin/brands/brand/").status_code == 302


def test_operators_sign_in_where_guessing_is_limited(client, db):
    answer = client.post("/admin/login/", {"username": "operator@example.com", "password": "guess"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
