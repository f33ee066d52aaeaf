"""REST over people, memberships and applications."""

import pytest

from brands.actions import create_key
from members.models import Application, Membership

API = "/api/v1/@shanlan/"


@pytest.fixture
def applied(cast, group, page) -> dict:
    response = page(cast.guest).post(
        f"{API}groups/{group.public_id}/apply/", {"answers": {"q1": "Filter."}}, content_type="application/json"
    )
    assert response.status_code == 201
    return response.json()


def post(browser, path: str, data: dict | None = None, **headers):
    return browser.post(API + path, data or {}, content_type="application/json", headers=headers)


def test_story_of_an_application(applied, cast, group, page):
    admin = page(cast.admin)
    waiting = admin.get(f"{API}applications/?state=waiting&space={group.public_id}").json()["results"]
    assert [one["id"] for one in waiting] == [applied["id"]]
    assert waiting[0]["answers"][0] == {
        "key": "q1",
        "label": "How do you drink coffee?",
        "kind": "text",
        "answer": "Filter.",
    }
    approved = post(admin, f"applications/{applied['id']}/approve/")
    assert approved.json()["state"] == "approved"
    assert approved.json()["decided_by"]["display_name"] == "admin"
    late = post(admin, f"applications/{applied['id']}/decline/", {"reason": "Late."})
    assert (late.status_code, late.json()["code"]) == (409, "already_decided")
    mine = page(cast.guest).get(f"{API}memberships/").json()["results"]
    assert {one["space"]["slug"] for one in mine} == {"plaza", "roastery"}
    assert post(page(cast.guest), f"groups/{group.public_id}/leave/").status_code == 204


def test_missing_answer_is_named(cast, group, page):
    response = post(page(cast.guest), f"groups/{group.public_id}/apply/", {"answers": {}})
    assert response.status_code == 422
    assert "answers.q1" in response.json()["errors"]


def test_same_application_sent_twice_with_one_key_is_one(cast, group, page):
    browser = page(cast.guest)
    sent = [
        post(browser, f"groups/{group.public_id}/apply/", {"answers": {"q1": "x"}}, idempotency_key="k") for _ in "ab"
    ]
    assert [one.status_code for one in sent] == [201, 201]
    assert sent[0].json() == sent[1].json()
    assert Application.objects.count() == 1


def test_decline_needs_a_reason(applied, cast, page):
    response = post(page(cast.admin), f"applications/{applied['id']}/decline/")
    assert response.status_code == 422
    assert "reason" in response.json()["errors"]


def test_applicant_takes_it_back(applied, cast, page):
    assert post(page(cast.guest), f"applications/{applied['id']}/withdraw/").json()["state"] == "withdrawn"


def test_me_tells_who_i_am_and_takes_changes(cast, page):
    browser = page(cast.manager)
    me = browser.get(f"{API}me/").json()
    assert (me["display_name"], me["role"]) == ("manager", "manager")
    assert "member.admit" in me["capabilities"]
    changed = browser.patch(f"{API}me/", {"bio": "Hello."}, content_type="application/json").json()
    assert changed["bio"] == "Hello."
    bad = browser.patch(f"{API}me/", {"time_zone": "Mars/Olympus"}, content_type="application/json")
    assert (bad.status_code, list(bad.json()["errors"])) == (422, ["time_zone"])


def test_account_above_brands_lists_its_records(cast, page):
    account = page(cast.outsider).get("/api/v1/me/").json()
    assert account["email"] == "outsider@example.com"
    assert [one["brand"]["slug"] for one in account["brands"]] == ["chizhuan"]


def test_role_is_changed_and_member_removed(cast, group, page):
    membership = Membership.objects.get(space=group, member=cast.member.member)
    browser, path = page(cast.admin), f"{API}memberships/{membership.public_id}/"
    assert browser.patch(path, {"role": "expert"}, content_type="application/json").json()["role"] == "expert"
    assert browser.patch(path, {"role": "king"}, content_type="application/json").status_code == 422
    assert browser.delete(path).status_code == 204
    assert browser.get(path).status_code == 404


def keyed(client, cast, brand, *scopes: str):
    _key, secret = create_key(cast.owner, brand, label="x", scopes=list(scopes))
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client


def test_key_without_the_groups_scope_meets_nothing_closed(applied, client, cast, brand, group):
    browser = keyed(client, cast, brand, "members:read", "members:write")
    assert browser.get(f"{API}applications/").status_code == 403
    assert browser.get(f"{API}memberships/?space={group.public_id}").status_code == 404
    assert post(browser, f"applications/{applied['id']}/approve/").status_code == 403
    assert Application.objects.get().state == "waiting"


def test_key_that_reads_groups_does_not_read_what_applicants_wrote(applied, client, cast, brand):
    browser = keyed(client, cast, brand, "content:read", "groups:read")
    for path in ("applications/", f"applications/{applied['id']}/"):
        answer = browser.get(f"{API}{path}")
        assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")


def test_key_with_the_scopes_decides(applied, client, cast, brand):
    browser = keyed(client, cast, brand, "groups:read", "members:write")
    assert post(browser, f"applications/{applied['id']}/approve/").json()["state"] == "approved"


def test_key_of_a_member_still_posts_where_it_is_open(cast, community):
    from members.viewer import Viewer

    viewer = Viewer(cast.member.user, scopes=["content:write"])
    assert viewer.belongs_to(community)


def test_inbox_over_rest(applied, cast, page, settle):
    settle()
    browser = page(cast.admin)
    line = browser.get(f"{API}inbox/?unread=true").json()["results"][0]
    assert line["title"] == "guest applies to join 焙火室"
    assert line["path"].endswith(f"/manage/applications/{applied['id']}/")
    assert post(browser, f"inbox/{line['id']}/read/").json()["read_at"]
    assert browser.get(f"{API}inbox/?unread=true").json()["results"] == []
    switched = browser.patch(
        f"{API}me/preferences/",
        {"switches": [{"kind": "admission", "channel": "email", "is_on": False}]},
        content_type="application/json",
    ).json()
    assert [one["is_on"] for one in switched if one["kind"] == "admission"] == [True, False]
