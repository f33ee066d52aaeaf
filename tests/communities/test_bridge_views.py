"""Inviting a segment from its page: looked at first, then done; and what REST says about it."""

import json

import pytest

from brands.actions import create_key
from members.actions import invite_waiting, save_segment
from members.models import Bridge

NEW = "/@shanlan/manage/bridges/new/"
EVERYONE = {"match": "all", "rules": [{"field": "joined", "days": 3650}]}


@pytest.fixture
def chosen(cast, community, group):
    segment = save_segment(cast.owner, name="everyone", rule=EVERYONE, is_open=True)
    return {"segment": segment.public_id, "plaza": community.public_id, "group": group.public_id}


def test_looking_first_writes_nothing(cast, page, chosen):
    text = page(cast.admin).post(NEW, chosen | {"do": "look"}).content.decode()
    assert "would be invited into 焙火室" in text
    assert "fewer than" in text
    assert "Members who came to the brand" in text
    assert not Bridge.objects.exists()


def test_inviting_leads_to_the_funnel(cast, page, chosen):
    answer = page(cast.admin).post(NEW, chosen | {"do": "invite"}, follow=True)
    assert "1 invitation is still to go out." in answer.content.decode()
    invite_waiting()
    bridge = Bridge.objects.get()
    text = page(cast.admin).get(f"/@shanlan/manage/bridges/{bridge.public_id}/").content.decode()
    assert "guest" in text
    assert "Already a member: 4" in text
    assert "everyone" in page(cast.admin).get("/@shanlan/manage/bridges/").content.decode()


def test_twice_at_once_is_said_beside_the_form(cast, page, chosen):
    client = page(cast.admin)
    client.post(NEW, chosen | {"do": "invite"})
    answer = client.post(NEW, chosen | {"do": "invite"})
    assert answer.status_code == 422
    assert "These people are being invited already." in answer.content.decode()


def test_admin_is_offered_their_groups_and_open_segments_only(cast, page, chosen, group, secret):
    save_segment(cast.owner, name="shut question", rule=EVERYONE)
    text = page(cast.admin).get(NEW).content.decode()
    assert "everyone" in text
    assert "shut question" not in text
    answer = page(cast.admin).post(NEW, chosen | {"do": "invite", "group": "bcdfghjkmnpq"})
    assert answer.status_code == 422


def test_without_a_segment_the_page_says_what_is_missing(cast, page):
    assert "Something is missing first" in page(cast.admin).get(NEW).content.decode()


def test_rest_starts_one_and_shows_the_funnel(cast, brand, client, chosen):
    _key, secret = create_key(cast.owner, brand, label="x", scopes=["groups:read", "members:write"])
    headers = {"Authorization": f"Bearer {secret}"}
    url = "/api/v1/@shanlan/bridges/"
    made = client.post(url, json.dumps(chosen), "application/json", headers=headers)
    assert made.status_code == 201
    invite_waiting()
    told = client.get(f"{url}{made.json()['id']}/", headers=headers).json()
    assert [(step["name"], step["count"]) for step in told["steps"]] == [
        ("qualified", 5),
        ("invited", 1),
        ("accepted", 0),
        ("acted", 0),
        ("stayed", 0),
    ]
    assert len(client.get(url, headers=headers).json()["results"]) == 1
    bad = client.post(url, json.dumps(chosen | {"plaza": chosen["group"]}), "application/json", headers=headers)
    assert bad.status_code == 404
