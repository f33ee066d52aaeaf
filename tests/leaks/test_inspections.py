"""What a manager reads inside a group without belonging to it leaves one fact behind; what shows nothing leaves none."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from activity.models import Activity
from brands.actions import create_key
from content.actions import publish_comment, publish_post
from core import tenancy
from tests.leaks.planted import MARKER, plant
from tests.leaks.test_canaries import _paths, asking, bytes_of

INSIDE = {"inside", "coupon"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def world(brand, other_brand, community, settle):
    return plant(brand, other_brand, community, settle)


def looks(brand) -> list[tuple[int, int]]:
    with tenancy.activate(brand):
        facts = Activity.objects.filter(verb="space.inspected").order_by("id")
        return list(facts.values_list("actor_id", "space_id"))


def told(answer: Any, path: str, world: SimpleNamespace) -> set[int]:
    """Which groups this answer tells the inside of: by its words, and where it has none, by what its address names."""
    if answer.status_code >= 400:
        return set()
    text = bytes_of(answer)
    kinds = {group for group, kind in MARKER.findall(text) if kind in INSIDE}
    pictures, names = answer.headers.get("Content-Type", "").startswith("image/"), MARKER.search(text) is not None
    found = {one.space.pk for one in (world.listed, world.secret) if one.mark in kinds}
    for one in (world.listed, world.secret):
        given = one.arguments
        lists = ("/members/", f"space={given['space']}", f"/memberships/{given['membership']}")
        if (pictures and given["attachment"] in path) or (
            names and any(part in path for part in lists) and (given["space_slug"] in path or "/memberships/" in path)
        ):
            found.add(one.space.pk)
    return found


@pytest.mark.parametrize("fragment", [False, True], ids=["page", "fragment"])
def test_every_look_of_a_manager_is_noted_and_nothing_else(world, brand, client, fragment):
    """A redirect to something inside may count as a look; what is neither shown nor led to may not."""
    headers = asking(client, world.principals["manager"]) or {"headers": HTMX if fragment else {}}
    silent, loud, seen = [], [], set()
    with tenancy.activate(brand):
        for path, _people in _paths(world):
            with tenancy.activate(None), transaction.atomic():
                answer = client.get(path, **headers)
                noted = [space for _actor, space in looks(brand)]
                transaction.set_rollback(True)
            shown = told(answer, path, world)
            seen |= shown
            if shown - set(noted):
                silent.append((path, shown))
            if len(noted) != len(set(noted)) or (set(noted) - shown and answer.status_code != 302):
                loud.append((path, noted))
    assert not silent, "read without a trace:\n" + "\n".join(map(str, silent))
    assert not loud, "noted although nothing was shown:\n" + "\n".join(map(str, loud))
    assert seen == {world.listed.space.pk, world.secret.space.pk}


@pytest.mark.parametrize(
    "name", ["insider", "muted", "guest", "editor", "anonymous", "blind key", "key of an outsider"]
)
def test_nobody_else_leaves_a_look(name, world, brand, client):
    headers = asking(client, world.principals[name])
    with tenancy.activate(None):
        for path, _people in _paths(world):
            client.get(path, **headers)
    assert looks(brand) == []


def test_key_of_a_manager_is_noted_like_the_manager(cast, brand, group, client):
    publish_post(cast.admin, group, body="Inside")
    key = create_key(cast.owner, brand, label="x", scopes=["content:read", "groups:read"])[1]
    client.get("/api/v1/@shanlan/posts/", headers={"Authorization": f"Bearer {key}"})
    assert looks(brand) == [(cast.owner.actor_id, group.pk)]


def test_feed_walked_over_and_over_is_one_look_per_day(cast, brand, group, secret, page):
    for space in (group, secret):
        publish_post(cast.admin, space, body="Inside")
    for _again in range(5):
        for path in ("/api/v1/@shanlan/posts/", "/@shanlan/g/roastery/", "/@shanlan/g/lab/"):
            page(cast.manager).get(path)
    assert sorted(looks(brand)) == sorted((cast.manager.actor_id, one.pk) for one in (group, secret))


def test_write_that_shows_the_inside_is_a_look_too(cast, brand, group, page):
    said = publish_comment(cast.expert, publish_post(cast.admin, group, body="Inside"), body="Words")
    path = f"/api/v1/@shanlan/comments/{said.public_id}/reactions/heart/"
    answer = page(cast.manager).put(path)
    assert answer.status_code == 200, answer.content
    assert looks(brand) == [(cast.manager.actor_id, group.pk)]


def test_refused_look_is_none(cast, brand, group, page):
    said = publish_post(cast.admin, group, body="Inside")
    answer = page(cast.manager).get(f"/@shanlan/g/roastery/posts/{said.public_id}/edit/")
    assert answer.status_code == 403
    assert looks(brand) == []


def test_list_of_members_names_its_group(cast, brand, secret, page):
    page(cast.manager).get(f"/api/v1/@shanlan/memberships/?space={secret.public_id}")
    assert looks(brand) == [(cast.manager.actor_id, secret.pk)]
