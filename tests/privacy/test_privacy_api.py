"""REST over one's own data."""

from accounts.models import User
from members.actions import request_export
from members.models import BrandMember
from members.viewer import Viewer

API = "/api/v1/@shanlan/me"


def test_rest_tells_what_is_known(life, marker, page):
    held = page(life.viewer).get(f"{API}/privacy/").json()
    assert held["profile"]["bio"] == f"{marker} bio" and held["tags"][0]["name"] == "Regular"
    assert held["consents"][0]["is_given"] and held["personal_targeting"]


def test_rest_changes_consents_and_objects(life, page):
    change = {"personal_targeting": False, "consents": [{"purpose": "news", "is_given": False}]}
    answer = page(life.viewer).patch(f"{API}/privacy/", change, content_type="application/json")
    assert answer.status_code == 200
    assert not answer.json()["personal_targeting"] and not answer.json()["consents"][0]["is_given"]
    unknown = {"consents": [{"purpose": "other", "is_given": True}]}
    refused = page(life.viewer).patch(f"{API}/privacy/", unknown, content_type="application/json")
    assert refused.status_code == 422 and refused.json()["errors"]


def test_rest_puts_data_together(life, page, work):
    client = page(life.viewer)
    made = client.post(f"{API}/exports/", {}, content_type="application/json")
    assert made.status_code == 202 and made.json()["download_path"] == ""
    work()
    got = client.get(f"{API}/exports/{made.json()['id']}/").json()
    assert got["state"] == "ready" and got["download_path"].endswith("/file")


def test_rest_forgets_only_with_the_password(life, page):
    client = page(life.viewer)
    for password, status in (("wrong", 422), ("correct-horse-battery", 202)):
        answer = client.post(f"{API}/erasures/", {"password": password}, content_type="application/json")
        assert answer.status_code == status
    made = client.get(f"{API}/erasures/").json()[0]
    assert made["state"] == "waiting"
    assert client.delete(f"{API}/erasures/{made['id']}/").status_code == 204
    assert client.get(f"{API}/erasures/").json()[0]["state"] == "withdrawn"


def test_rest_shows_nobody_elses_request(life, cast, page):
    made = request_export(life.viewer)
    for viewer in (cast.owner, cast.guest):
        assert page(viewer).get(f"{API}/exports/{made.public_id}/").status_code == 404


def test_viewer_of_an_erased_record_is_nobody(life, forget):
    from members.actions import request_erasure

    forget(request_erasure(life.viewer))
    assert Viewer(User.objects.get(pk=life.viewer.user.pk)).member is None
    assert BrandMember._base_manager.get(pk=life.member.pk).erased_at
