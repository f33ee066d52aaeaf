"""Opening and changing a brand, by page and by REST."""

import pytest

from brands.actions import create_brand, update_brand
from brands.models import Brand
from core.errors import Conflict, Invalid, NotAllowed
from members.models import BrandMember
from tests.pictures import png

ADDRESS = "/api/v1/brands/"


def test_name_without_latin_letters_still_gets_an_address(operator):
    assert create_brand(operator, name="李下果園").slug.startswith("brand-")


def test_suggested_address_steps_aside_for_a_taken_one(operator):
    assert [create_brand(operator, name="Plum").slug for _time in range(2)] == ["plum", "plum-2"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "a\x00"),
        ("accent", "blue"),
        ("time_zone", "x"),
        ("language", "fr"),
        ("tagline", "t" * 121),
    ],
)
def test_bad_setting_is_refused_beside_its_field(cast, brand, field, value):
    with pytest.raises(Invalid) as caught:
        update_brand(cast.owner, brand, **{field: value})
    assert list(caught.value.fields) == [field]


def test_staff_below_manager_changes_nothing(cast, brand):
    with pytest.raises(NotAllowed):
        update_brand(cast.editor, brand, name="x")


def test_change_of_what_someone_else_changed_is_a_conflict(cast, brand):
    update_brand(cast.owner, brand, seen_version=1, tagline="theirs")
    with pytest.raises(Conflict):
        update_brand(cast.manager, brand, seen_version=1, tagline="mine")


def test_operator_opens_a_brand_over_rest_and_owns_it(client, operator):
    client.force_login(operator, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(ADDRESS, {"name": "Mist", "accent": "#123456"}, content_type="application/json")
    assert (answer.status_code, answer.json()["url"]) == (201, "/@mist/")
    assert BrandMember._base_manager.get(brand__slug="mist").role == "owner"
    assert [one["slug"] for one in client.get(ADDRESS).json()] == ["mist"]


def test_settings_change_over_rest(page, cast, brand):
    address = f"{ADDRESS}shanlan/"
    browser = page(cast.manager)
    answer = browser.patch(address, {"tagline": "霧裡", "version": 1}, content_type="application/json")
    assert (answer.json()["tagline"], answer.json()["version"]) == ("霧裡", 2)
    stale = browser.patch(address, {"tagline": "x", "version": 1}, content_type="application/json")
    assert stale.status_code == 409


def test_settings_page_keeps_what_was_typed_in_a_conflict(page, cast, brand):
    browser = page(cast.manager)
    typed = {"name": "山嵐", "accent": "#17645f", "time_zone": "Asia/Taipei", "language": "en", "version": 1}
    typed["member_communities"] = "off"
    assert browser.post("/@shanlan/manage/settings/", {**typed, "logo": png()}).status_code == 302
    answer = browser.post("/@shanlan/manage/settings/", {**typed, "tagline": "mine"})
    assert answer.status_code == 409 and 'value="mine"' in answer.content.decode()
    assert Brand.objects.get(slug="shanlan").logo
    again = browser.post("/@shanlan/manage/settings/", {**typed, "version": 2, "remove_logo": "on"})
    assert again.status_code == 302
    assert not Brand.objects.get(slug="shanlan").logo
