"""REST over the desk and the rules: the same as the pages, and 200 at once."""

import pytest

from members.actions import apply_to_space, join_brand
from members.models import Application
from members.viewer import Viewer

API = "/api/v1/@shanlan/"


def post(browser, path: str, data: dict | None = None, method: str = "post", **headers):
    return getattr(browser, method)(API + path, data or {}, content_type="application/json", headers=headers)


@pytest.fixture
def application(cast, group) -> Application:
    return apply_to_space(cast.guest, group, answers={"q1": "Filter."})


def test_200_are_decided_in_one_call_and_again_with_the_same_key(account, brand, cast, group, page):
    for number in range(200):
        viewer = Viewer(account(f"person{number}"))
        join_brand(viewer, brand)
        apply_to_space(viewer, group, answers={"q1": "x"})
    ids = list(Application.objects.values_list("public_id", flat=True))
    browser, call = page(cast.admin), {"ids": ids, "decision": "approve"}
    first = post(browser, "applications/decide/", call, idempotency_key="k")
    assert (first.status_code, first.json()["decided"], first.json()["failed"]) == (200, 200, 0)
    assert [one["id"] for one in first.json()["results"]] == ids
    assert {(one["state"], one["changed"]) for one in first.json()["results"]} == {("approved", True)}
    assert post(browser, "applications/decide/", call, idempotency_key="k").json() == first.json()
    later = post(browser, "applications/decide/", call).json()
    assert (later["decided"], {one["changed"] for one in later["results"]}) == (200, {False})
    too_many = post(browser, "applications/decide/", {"ids": [*ids, "x"], "decision": "approve"})
    assert (too_many.status_code, "ids" in too_many.json()["errors"]) == (422, True)


def test_results_one_by_one(application, cast, page):
    ids = [application.public_id, "nowhere"]
    answer = post(page(cast.admin), "applications/decide/", {"ids": ids, "decision": "decline", "reason": "No."}).json()
    assert [(one["state"], one["code"]) for one in answer["results"]] == [("declined", ""), (None, "not_found")]


def test_asking_and_answering(application, cast, page):
    asked = post(page(cast.admin), f"applications/{application.public_id}/ask/", {"question": "Which?"}).json()
    assert (asked["state"], asked["follow_ups"][0]["question"]) == ("asked", "Which?")
    answered = post(page(cast.guest), f"applications/{application.public_id}/answer/", {"answer": "Leye."}).json()
    assert (answered["state"], answered["follow_ups"][0]["answer"]) == ("waiting", "Leye.")


def test_rules_over_rest(application, cast, group, page):
    browser = page(cast.admin)
    conditions = [{"what": "answer", "how": "contains", "subject": "q1", "value": "filter"}]
    rule = {"space": group.public_id, "name": "Filter", "outcome": "approve", "conditions": conditions}
    made = post(browser, "admission-rules/", rule)
    assert (made.status_code, made.json()["is_sound"]) == (201, True)
    other = post(browser, "admission-rules/", rule | {"name": "Other"}).json()["id"]
    order = {"space": group.public_id, "ids": [other, made.json()["id"]]}
    assert [one["name"] for one in post(browser, "admission-rules/order/", order).json()] == ["Other", "Filter"]
    tried = browser.get(f"{API}admission-rules/trial/?space={group.public_id}").json()
    assert [(one["outcome"], one["rule"], one["state"]) for one in tried] == [("approve", other, "waiting")]
    assert post(browser, f"admission-rules/{other}/", {"is_on": False}, "patch").json()["is_on"] is False
    assert browser.delete(f"{API}admission-rules/{other}/").status_code == 204
    listed = browser.get(f"{API}admission-rules/?space={group.public_id}").json()
    assert [one["name"] for one in listed] == ["Filter"]


@pytest.mark.parametrize("value", [{"a": 1}, [], None, 10**30, "x" * 300, "\x00"])
def test_bad_condition_is_named(cast, group, page, value):
    conditions = [{"what": "answer", "how": "contains", "subject": "q1", "value": value}]
    rule = {"space": group.public_id, "name": "x", "outcome": "approve", "conditions": conditions}
    response = post(page(cast.admin), "admission-rules/", rule)
    assert 400 <= response.status_code < 500


def test_rule_is_told_to_who_decides_and_not_to_the_applicant(application, cast, page):
    Application.objects.filter(pk=application.pk).update(rule_name="Inner name")
    url = f"{API}applications/{application.public_id}/"
    assert page(cast.admin).get(url).json()["rule"] == "Inner name"
    assert page(cast.guest).get(url).json()["rule"] == ""


def test_list_is_filtered_and_bad_filters_are_named(application, cast, page):
    browser = page(cast.admin)
    for query, count in (("q=FILTER", 1), ("q=tea", 0), ("older_than_days=1", 0), ("rule=people", 1), ("rule=x", 0)):
        assert len(browser.get(f"{API}applications/?{query}").json()["results"]) == count, query
    for query in ("older_than_days=x", "older_than_days=0", "q=" + "x" * 81, "state=y"):
        assert browser.get(f"{API}applications/?{query}").status_code == 422, query
