"""What a manager reads inside a group without belonging to it leaves one fact behind; what shows nothing leaves none."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from activity.models import Activity
from core import tenancy
from tests.leaks.cast import MARKER
from tests.leaks.walking import asking, asks, bytes_of

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
INSIDE = {"inside", "coupon"}
HTMX = {"HX-Request": "true"}


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
def test_every_look_of_a_manager_is_noted_and_nothing_else(world, client, fragment):
    """A redirect to something inside may count as a look; what is neither shown nor led to may not."""
    headers = asking(client, world.principals["manager"]) or {"headers": HTMX if fragment else {}}
    silent, loud, seen = [], [], set()
    with tenancy.activate(world.brand):
        for _name, _method, path in asks(world):
            with tenancy.activate(None), transaction.atomic():
                answer = client.get(path, **headers)
                noted = [space for _actor, space in looks(world.brand)]
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
def test_nobody_else_leaves_a_look(name, world, client):
    headers = asking(client, world.principals[name])
    with tenancy.activate(None):
        for _name, _method, path in asks(world):
            client.get(path, **headers)
    assert looks(world.brand) == []
