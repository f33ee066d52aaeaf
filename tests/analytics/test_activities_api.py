"""The log over REST: everything once, in order; nothing of closed groups and no row numbers for those who may not."""

import pytest
from django.db import transaction

from activity.actions import record
from activity.models import Activity
from activity.verbs import catalogue
from brands.actions import create_key

LOG = "/api/v1/@shanlan/activities/"


@pytest.fixture
def happened(cast, community, group, settle) -> None:
    for number in range(7):
        with transaction.atomic():
            space = group if number % 2 else community
            record(catalogue["member.left"], viewer=cast.member, space=space, number=number, coupon_id=4)
    settle()


def bearer(cast, brand, *scopes: str) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": f"Bearer {create_key(cast.owner, brand, label='Sync', scopes=list(scopes))[1]}"}


def walk(client, url=LOG, **headers) -> list[dict]:
    found = []
    while url:
        response = client.get(url, **headers)
        assert response.status_code == 200, response.content
        found += response.json()["results"]
        url = response.json()["next"]
    return found


def test_all_of_it_comes_once_and_in_order(cast, page, happened):
    everything = walk(page(cast.owner), f"{LOG}?page_size=3")

    assert len(everything) == Activity.objects.exclude(position=None).count()
    assert len({one["id"] for one in everything}) == len(everything)
    left = [one["detail"]["number"] for one in everything if one["verb"] == "member.left"]
    assert left == list(range(7))


def test_a_cursor_kept_finds_what_is_new(cast, page, happened, settle):
    client = page(cast.owner)
    cursor = client.get(LOG, {"page_size": 100}).json()["cursor"]
    assert client.get(LOG, {"after": cursor}).json() == {"next": None, "cursor": cursor, "results": []}
    with transaction.atomic():
        record(catalogue["member.left"], viewer=cast.guest)
    settle()

    assert [one["verb"] for one in client.get(LOG, {"after": cursor}).json()["results"]] == ["member.left"]


def test_facts_without_a_position_are_not_there_yet(cast, page, happened):
    with transaction.atomic():
        record(catalogue["member.left"], viewer=cast.guest, number=99)

    assert all(one["detail"].get("number") != 99 for one in walk(page(cast.owner)))


def test_people_and_places_have_public_ids_and_row_numbers_stay_here(cast, page, happened, community):
    entry = walk(page(cast.owner), f"{LOG}?verb=member.left")[0]

    assert entry["actor"] == cast.member.member.public_id
    assert entry["space"] == community.public_id
    assert entry["detail"] == {"number": 0}


def test_a_key_without_groups_read_sees_nothing_of_closed_groups(cast, brand, client, happened, community):
    key = bearer(cast, brand, "analytics:read")
    seen = walk(client, f"{LOG}?verb=member.left", **key)

    assert [one["detail"]["number"] for one in seen] == [0, 2, 4, 6]
    assert {one["space"] for one in walk(client, **key)} <= {community.public_id, None}


@pytest.mark.parametrize("name", ["editor", "agent", "analyst", "admin", "member", "guest", "outsider"])
def test_only_owner_and_managers_read_the_log(cast, page, name):
    assert page(getattr(cast, name)).get(LOG).status_code == 403


def test_a_visitor_is_not_allowed(cast, page):
    assert page(cast.anonymous).get(LOG).status_code in (401, 403)


@pytest.mark.parametrize("cursor", ["1", "0" * 24, "é" * 24, "zzzz" * 6])
def test_a_made_up_cursor_is_refused(cast, page, happened, cursor):
    response = page(cast.owner).get(LOG, {"after": cursor})

    assert response.status_code == 422
    assert response.json()["code"] == "bad_cursor"


def test_a_page_costs_the_same_for_one_entry_and_for_many(cast, page, happened, django_assert_max_num_queries):
    client = page(cast.owner)
    client.get(LOG)
    with django_assert_max_num_queries(11):
        client.get(LOG, {"page_size": 100})
