"""The install's front door: the first account, opening a brand, one brand or several."""

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from brands.models import Brand
from home.actions import open_brand
from members.models import BrandMember
from tests.pictures import png

FIRST = {"display_name": "明哲", "email": "Owner@Example.com", "password": "mist over the hill"}
pytestmark = pytest.mark.django_db


def test_fresh_install_leads_to_its_set_up(client):
    assert client.get("/")["Location"] == "/setup/"
    assert client.get("/setup/").status_code == 200


def test_first_visitor_becomes_the_operator_and_goes_on_to_open_a_brand(client):
    answer = client.post("/setup/", FIRST, follow=True)
    assert answer.redirect_chain == [("/brands/new/", 302)]
    user = User.objects.get()
    assert (user.email, user.is_staff, user.check_password(FIRST["password"])) == ("owner@example.com", True, True)
    assert EmailAddress.objects.get(user=user).verified
    assert answer.wsgi_request.user == user


def test_set_up_is_gone_once_an_account_exists(client, account):
    account("someone")
    assert client.get("/setup/").status_code == 404
    assert client.post("/setup/", FIRST).status_code == 404
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "short"),
        ("password", "owner@example.com"),
        ("email", "nobody"),
        ("email", "a" * 300 + "@example.com"),
        ("display_name", ""),
        ("display_name", "a\x00b"),
    ],
)
def test_bad_field_is_named_and_no_account_made(client, field, value):
    answer = client.post("/setup/", {**FIRST, field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not User.objects.exists()


@pytest.fixture
def operator_browser(page, operator):
    from members.viewer import Viewer

    return page(Viewer(operator))


def test_operator_opens_a_brand_and_owns_it(operator_browser, operator):
    fields = {
        "name": "Mist Coffee",
        "slug": "",
        "tagline": "",
        "accent": "#17645f",
        "time_zone": "Asia/Tokyo",
        "language": "en",
        "logo": png(),
    }
    answer = operator_browser.post("/brands/new/", fields, follow=True)
    assert answer.redirect_chain == [("/@mist-coffee/", 302)]
    brand = Brand.objects.get()
    assert (brand.time_zone, brand.language, brand.logo.name[-5:]) == ("Asia/Tokyo", "en", ".webp")
    assert BrandMember._base_manager.get(brand=brand).role == "owner"
    assert operator_browser.get("/@mist-coffee/logo")["Content-Type"] == "image/webp"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("slug", "No Spaces"),
        ("slug", "taken"),
        ("accent", "red}*{"),
        ("time_zone", "Mars/Base"),
        ("language", "tlh"),
        ("logo", png("logo.exe")),
    ],
)
def test_bad_setting_of_a_brand_stands_beside_its_field(operator_browser, operator, field, value):
    open_brand(operator, name="Taken", slug="taken")
    fields = {"name": "Typed name", "slug": "new", "accent": "#17645f", "time_zone": "Asia/Taipei", "language": "en"}
    answer = operator_browser.post("/brands/new/", {**fields, field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert Brand.objects.count() == 1


def test_one_brand_is_the_front_door_itself(client, brand):
    assert client.get("/")["Location"] == "/@shanlan/"


def test_several_brands_make_a_directory(client, brand, other_brand):
    body = client.get("/").content.decode()
    assert 'href="/@shanlan/"' in body and 'href="/@chizhuan/"' in body


def test_install_without_brands_offers_the_opening_to_operators_only(client, operator, operator_browser):
    assert "/brands/new/" in operator_browser.get("/").content.decode()
    client.logout()
    assert "/brands/new/" not in client.get("/").content.decode()
