"""Tag jobs in the browser and over REST: following, stopping, undoing, and what is refused."""

import json

import pytest

from members.actions import create_tag, save_segment, work_on_tag_jobs
from members.models import MemberTag, TagJob

REST = "/api/v1/@shanlan/tag-jobs/"


@pytest.fixture
def tag(cast):
    return create_tag(cast.manager, name="常客")


def work() -> None:
    while work_on_tag_jobs():
        pass


def test_page_follows_stops_and_undoes(cast, tag, page):
    browser = page(cast.manager)
    given = {"scope": "all", "query": "", "tag": tag.public_id, "do": "tag", "why": "May", "sure": "1"}
    answer = browser.post("/@shanlan/manage/members/tag/", given)
    job = TagJob.objects.get()
    address = f"/@shanlan/manage/tag-jobs/{job.public_id}/"
    assert answer["Location"].endswith(address)
    assert 'hx-trigger="every 2s"' in browser.get(address).content.decode()
    work()
    shown = browser.get(address).content.decode()
    assert "10 of 10 people" in shown and "Undo it" in shown and "every 2s" not in shown
    assert browser.post(f"{address}undo/").status_code == 302
    work()
    assert not MemberTag.objects.exists()
    assert "常客" in browser.get("/@shanlan/manage/tag-jobs/").content.decode()
    assert browser.post(f"{address}burn/").status_code == 404


def test_segment_page_gives_a_tag_once(cast, tag, page):
    rule = {"match": "all", "rules": [{"field": "vip_tier", "tiers": [9]}]}
    segment = save_segment(cast.owner, name="VIP", rule=rule)
    address = f"/@shanlan/manage/segments/{segment.public_id}/tags/"
    page(cast.manager).post(address, {"do": "once", "tag": tag.public_id})
    assert TagJob.objects.get().question == {"rule": segment.rule}


def send(browser, path: str, body: dict | None = None):
    return browser.post(path, json.dumps(body or {}), content_type="application/json")


def test_rest_starts_follows_and_undoes(cast, tag, page):
    browser = page(cast.owner)
    made = send(browser, REST, {"tag": tag.public_id, "filter": {"q": "member"}, "why": "May"})
    assert (made.status_code, made.json()["state"], made.json()["people_total"]) == (202, "running", 1)
    one = f"{REST}{made.json()['id']}/"
    work()
    assert browser.get(one).json()["changed"] == 1
    assert set(MemberTag.objects.values_list("given_by", flat=True)) == {"api"}
    assert send(browser, f"{one}undo/").json()["state"] == "undoing"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "tag"),
        ({"tag": "TAG"}, "filter"),
        ({"tag": "TAG", "filter": {}, "segment": "zzzzzzzzzzzz"}, "filter"),
        ({"tag": "TAG", "filter": {"vip_tier": 99}}, "vip_tier"),
        ({"tag": "TAG", "filter": {}, "do": "burn"}, "do"),
        ({"tag": "TAG", "filter": {}, "why": "x" * 121}, "why"),
    ],
)
def test_rest_refuses_bad_input_beside_its_field(cast, tag, page, body, field):
    given = json.loads(json.dumps(body).replace("TAG", tag.public_id))
    answer = send(page(cast.owner), REST, given)
    assert answer.status_code == 422 and field in json.dumps(answer.json()["errors"])
    assert not TagJob.objects.exists()
