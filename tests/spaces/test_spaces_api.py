"""Communities and groups over REST."""

import pytest

from spaces.models import Space

ROOT = "/api/v1/@shanlan/"


@pytest.fixture
def call(page, cast):
    def send(method, address, data=None, who="owner"):
        return getattr(page(getattr(cast, who)), method)(f"{ROOT}{address}", data, content_type="application/json")

    return send


def test_group_is_opened_changed_archived_and_restored(call):
    made = call("post", "groups/", {"name": "Lab", "questions": [{"label": "Why?"}], "size_limit": 5})
    body = made.json()
    assert made.status_code == 201
    assert (body["kind"], body["visibility"], body["belongs"], body["member_count"]) == ("group", "listed", True, 1)
    assert body["questions"][0]["key"] == "q1" and body["settings"]["size_limit"] == 5
    place = f"groups/{body['id']}/"
    changed = call("patch", place, {"rules": "Be kind.", "version": 1}).json()
    assert changed["rules_version"] == 2
    assert not changed["settings"]["members_invite"]
    assert call("patch", place, {"members_invite": True}).json()["settings"]["members_invite"]
    assert call("post", f"{place}archive/").json()["archived_at"]
    assert body["id"] not in [one["id"] for one in call("get", "groups/").json()["results"]]
    assert body["id"] in [one["id"] for one in call("get", "groups/?archived=true").json()["results"]]
    assert call("post", f"{place}restore/").json()["archived_at"] is None


def test_reader_sees_no_settings_and_outsider_no_counts(call, group, community):
    inside = call("get", f"groups/{group.public_id}/", who="member").json()
    outside = call("get", f"groups/{group.public_id}/", who="guest").json()
    assert inside["settings"] is None and inside["post_count"] == 0
    assert outside["post_count"] is None
    assert call("get", f"groups/{group.public_id}/", who="admin").json()["settings"]["version"] == 1


def test_list_holds_only_what_the_viewer_may_know_of(call, group, secret):
    def names(who):
        return {one["slug"] for one in call("get", "groups/", who=who).json()["results"]}

    assert names("member") == {"roastery", "lab"}
    assert names("guest") == {"roastery"}
    assert names("outsider") == names("anonymous") == set()


def test_unknown_and_secret_are_answered_alike(call, secret):
    hidden = call("get", f"groups/{secret.public_id}/", who="guest")
    random = call("get", "groups/zzzzzzzzzzzz/", who="guest")
    assert (hidden.status_code, hidden.json()) == (random.status_code, random.json())


@pytest.mark.parametrize(
    "data",
    [
        {"name": ""},
        {"name": "n" * 10_000},
        {"name": "a\x00b"},
        {"name": "x", "visibility": "listed"},
        {"name": "x", "size_limit": -1},
        {"name": "x", "slug": "Not A Slug"},
        {"name": "x", "offers": [{"title": "a"}] * 5},
        {"name": ["x"]},
        {"name": "x", "questions": {"a": 1}},
        [1],
        "x",
    ],
)
def test_bad_input_is_refused_and_stores_nothing(call, data, community):
    before = Space.objects.count()
    answer = call("post", "communities/", data)
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"].startswith("application/problem+json")
    assert Space.objects.count() == before


def test_change_of_what_moved_on_is_a_conflict(call, community):
    place = f"communities/{community.public_id}/"
    call("patch", place, {"tagline": "theirs", "version": 1})
    answer = call("patch", place, {"tagline": "mine", "version": 1}, who="admin")
    assert (answer.status_code, answer.json()["code"]) == (409, "changed_meanwhile")


def test_pages_follow_each_other(call, brand, cast):
    from communities.actions import create_community

    for number in range(5):
        create_community(cast.owner, brand, name=f"C {number}")
    first = call("get", "communities/?page_size=2").json()
    assert len(first["results"]) == 2 and first["previous"] is None
    second = call("get", first["next"].partition(ROOT)[2]).json()
    assert not {one["id"] for one in first["results"]} & {one["id"] for one in second["results"]}
