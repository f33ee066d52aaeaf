"""Path or host → brand."""

import pytest

from brands.models import Brand
from members.viewer import Viewer


@pytest.mark.parametrize("address", ["/@nowhere/", "/api/v1/@nowhere/communities/", "/api/v1/brands/nowhere/"])
def test_unknown_brand_is_404_for_pages_and_rest(client, brand, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("application/problem+json" if "/api/" in address else "text/html")


@pytest.mark.parametrize("slug", ["Shanlan", "shanlan%00", "@shanlan", "..", "shan lan", "x" * 300])
def test_odd_slugs_are_refused(client, brand, slug):
    assert client.get(f"/@{slug}/").status_code in (400, 404)


@pytest.fixture
def own_domain(brand):
    Brand.objects.filter(pk=brand.pk).update(domain="plaza.example")
    return {"HTTP_HOST": "plaza.example"}


def test_brand_lives_at_the_root_of_its_own_domain(client, own_domain, community):
    body = client.get("/", **own_domain).content.decode()
    assert "山嵐咖啡" in body
    assert 'href="/c/plaza/"' in body
    assert "/@shanlan" not in body


def test_sign_in_on_the_own_domain_comes_back_to_it(client, own_domain):
    assert client.get("/manage/spaces/", **own_domain)["Location"] == "/accounts/login/?next=/manage/spaces/"


def test_own_domain_shows_no_other_brand(client, own_domain, other_brand):
    assert client.get("/@chizhuan/", **own_domain).status_code == 404


def test_install_pages_answer_on_every_host(client, own_domain):
    assert client.get("/accounts/login/", **own_domain).status_code == 200


def test_request_above_brands_works_in_none(page, cast, brand, other_brand):
    answer = page(Viewer(cast.owner.user)).get("/api/v1/brands/")
    assert [one["slug"] for one in answer.json()] == ["shanlan"]
    assert page(cast.outsider).get("/api/v1/brands/").json()[0]["url"] == "/@chizhuan/"
