"""The team at the desk and over REST."""

import json

import pytest

from brands.actions import create_key
from members.models import BrandMember

STAFF = "/@shanlan/manage/staff/"
API = "/api/v1/@shanlan/staff/"


def role_of(viewer) -> str:
    return BrandMember.objects.get(pk=viewer.record.pk).role


@pytest.fixture
def proved(page, cast):
    """The owner has just given their password again."""
    client = page(cast.owner)
    client.post("/accounts/reauthenticate/", {"password": "correct-horse-battery"})
    return client


def test_team_and_what_each_role_is(cast, page):
    shown = page(cast.owner).get(STAFF).content.decode()
    for name in ("owner", "manager", "editor", "agent", "analyst"):
        assert f">{name}</a>" in shown
    assert "Reads the numbers, without names." in shown and "You are the only owner" in shown
    assert "Change" not in page(cast.manager).get(STAFF).content.decode()


def test_owner_changes_a_role(cast, page):
    path = f"{STAFF}{cast.editor.member.public_id}/"
    assert "Role in the brand" in page(cast.owner).get(path).content.decode()
    answer = page(cast.owner).post(path, {"role": "analyst"}, follow=True)
    assert "editor is now: Analyst." in answer.content.decode()
    assert role_of(cast.editor) == "analyst"


@pytest.mark.parametrize("role", ["owner", "emperor", "x" * 300])
def test_what_is_not_offered_is_refused_at_the_field(role, cast, page):
    answer = page(cast.owner).post(f"{STAFF}{cast.editor.member.public_id}/", {"role": role})
    assert answer.status_code == 422 and "id_role" in answer.content.decode()
    assert role_of(cast.editor) == "editor"


def test_last_owner_reads_why_not(cast, page):
    path = f"{STAFF}{cast.owner.member.public_id}/"
    assert "A brand needs an owner." in page(cast.owner).get(path).content.decode()
    answer = page(cast.owner).post(path, {"role": "none"})
    assert answer.status_code == 422 and "A brand needs an owner." in answer.content.decode()
    assert role_of(cast.owner) == "owner"


def test_manager_gives_up_their_role_and_lands_in_the_plaza(cast, page):
    answer = page(cast.manager).post(f"{STAFF}{cast.manager.member.public_id}/", {"role": "none"})
    assert answer.url.endswith("/@shanlan/") and role_of(cast.manager) == ""


def test_handing_over_asks_for_the_password_first(cast, page):
    path = f"{STAFF}{cast.manager.member.public_id}/hand-over/"
    for answer in (page(cast.owner).get(path), page(cast.owner).post(path, {"stays": "manager", "sure": "on"})):
        assert answer.status_code == 302 and "reauthenticate" in answer.url
    assert role_of(cast.owner) == "owner"


def test_owner_hands_the_brand_over(cast, proved):
    path = f"{STAFF}{cast.manager.member.public_id}/hand-over/"
    assert "Hand the brand over to manager?" in proved.get(path).content.decode()
    assert proved.post(path, {"stays": "manager"}).status_code == 422
    assert proved.post(path, {"stays": "none", "sure": "on"}).status_code == 302
    assert (role_of(cast.manager), role_of(cast.owner)) == ("owner", "")


# -- REST -------------------------------------------------------------------------------------------------------------


def send(client, method, path, body=None):
    return client.generic(method, path, json.dumps(body or {}), content_type="application/json")


def test_team_by_rest(cast, page):
    rows = page(cast.manager).get(API).json()["results"]
    assert {one["role"] for one in rows} == {"owner", "manager", "editor", "agent", "analyst"}
    assert set(rows[0]) == {"id", "display_name", "avatar_url", "role", "last_seen_at"}
    assert page(cast.editor).get(API).status_code == 403


def test_roles_by_rest(cast, page):
    path = f"{API}{cast.guest.member.public_id}/"
    client = page(cast.owner)
    assert send(client, "PATCH", path, {"role": "editor"}).json()["role"] == "editor" == role_of(cast.guest)
    assert client.delete(path).status_code == 204
    assert role_of(cast.guest) == ""
    assert send(page(cast.manager), "PATCH", path, {"role": "editor"}).status_code == 403


@pytest.mark.parametrize(
    "body", [{}, {"role": "owner"}, {"role": ""}, {"role": None}, {"role": ["editor"]}, {"roles": 1}]
)
def test_bad_role_is_refused_at_its_field(body, cast, page):
    answer = send(page(cast.owner), "PATCH", f"{API}{cast.editor.member.public_id}/", body)
    assert answer.status_code == 422 and answer.json()["code"] == "invalid"
    assert set(answer.json()["errors"]) <= {"role", "roles"}
    assert role_of(cast.editor) == "editor"


def test_last_owner_cannot_leave_by_rest(cast, page):
    answer = page(cast.owner).delete(f"{API}{cast.owner.member.public_id}/")
    assert (answer.status_code, answer.json()["code"]) == (403, "last_owner")


def test_handing_over_by_rest_takes_the_password(cast, page):
    client, path = page(cast.owner), f"{API}{cast.manager.member.public_id}/hand-over/"
    for body, field in (
        ({}, "password"),
        ({"password": "wrong"}, "password"),
        ({"stays": "x", "password": "y"}, "stays"),
    ):
        answer = send(client, "POST", path, body)
        assert answer.status_code == 422 and field in answer.json()["errors"]
    assert role_of(cast.owner) == "owner"
    done = send(client, "POST", path, {"password": "correct-horse-battery"})
    assert done.json()["role"] == "owner" and role_of(cast.owner) == "manager"


def test_key_that_keeps_the_member_list_makes_no_managers(cast, brand, client):
    secret = create_key(cast.owner, brand, label="Till", scopes=["members:read", "members:write"])[1]
    path, headers = f"{API}{cast.guest.member.public_id}/", {"authorization": f"Bearer {secret}"}
    answer = client.generic("PATCH", path, '{"role": "manager"}', content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")
