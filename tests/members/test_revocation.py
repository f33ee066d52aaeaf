"""
Whoever leaves, is removed or banned has lost it with the answer to that request, at every door (reliability G11).

The doors are the tables of addresses: every page and every REST operation, through the session that was open before and
through a key that was made before. A door that is added later is in the tables, so it is tried here too.
"""

import datetime as dt

import pytest
from django.urls import resolve

from brands.actions import create_key
from brands.keys import SCOPES
from core import clock
from core.api import throttles
from members.actions import (
    assign_role,
    ban_from_brand,
    ban_from_space,
    leave_space,
    mute_member,
    remove_member,
)
from members.models import Membership
from members.viewer import Viewer
from tests.permissions.rows import LOGIN
from tests.permissions.test_urls import ADDRESSES, ask, path_of
from tests.permissions.urls import ROWS
from tests.permissions.world import World

pytestmark = pytest.mark.django_db
OPEN = {"brands:theme", "brands:logo"}  # what the notice itself is drawn with
LATER = dt.timedelta(days=3)


@pytest.fixture
def world(brand, other_brand, cast, community, group, secret, monkeypatch) -> World:
    monkeypatch.setattr(throttles, "RATES", dict.fromkeys(throttles.RATES, "100000/min"))
    return World(brand, other_brand, cast, community, group, secret)


def standing(world, space=None) -> Membership:
    mine = Membership.objects.select_related("space", "member")
    return mine.get(space=space or world.group, member=world.cast.member.record)


IN_BRAND = [row for row in ROWS if "brand_slug" in ADDRESSES.get(row.name, ())]


def paths(world, rows) -> dict:
    """Everything that the table names is made first, while everybody is still inside; the notice before all others."""
    assert world.delivery
    kept = [row for row in rows if not row.name.endswith(":restore") or "post" not in row.arguments]
    return {(row.label, path): row for row in kept if (path := path_of(row, world))}


def kept_open(path: str) -> bool:
    view = resolve(path).func
    return getattr(view, "open_to_banned", False) or getattr(getattr(view, "view_class", None), "open_to_banned", False)


ENDS = {
    "left": lambda world, space: leave_space(Viewer(world.cast.member.user), space),
    "removed": lambda world, space: remove_member(world.cast.admin, standing(world, space)),
    "banned": lambda world, space: ban_from_space(world.cast.admin, standing(world, space), reason="x"),
}


@pytest.mark.parametrize("kind", ENDS)
def test_every_door_of_a_group_closes_with_the_membership(kind, world, page):
    """What the member opened, and somebody of the brand who is outside does not, is closed to them in the same way."""
    rows = [row for row in IN_BRAND if row.expect["member"] != row.expect["guest"]]
    inside = [row for row in rows if "club" in row.name or "group" in row.name or row.arguments.keys() & GROUPED]
    doors = paths(world, inside)
    assert len(doors) > 40
    browser = page(world.cast.member)
    held = {key for key, row in doors.items() if ask(browser, row, key[1]) in (200, 201, 204, 302)}
    assert len(held) > 20
    for space in (world.group, world.secret):
        ENDS[kind](world, space)
    still = {}
    for key in held:
        row = doors[key]
        got = ask(browser, row, key[1])
        if got in (200, 201, 204) or (got == 302 and row.expect["guest"] not in (302, LOGIN)):
            still[key] = got
    own = {key for key in still if OWN & set(key[0].split()[1].split(":")) or world.post.public_id in key[1]}
    assert still.keys() - own == set()


GROUPED = {"announcement", "coupon", "claim", "membership", "attachment", "comment", "post", "application", "space"}
# One's own is not the group's: words in the open community, and what was claimed stays good (it names no secret group).
OWN = {"edit", "delete", "restore", "leave", "claim", "claim_qr"}


@pytest.mark.parametrize("door", ["session", "key"])
def test_every_door_of_the_brand_closes_with_a_ban(door, world, page):
    """Nothing answers 2xx, and no page leads anywhere: the ban notice, or its like in REST."""
    doors = paths(world, IN_BRAND)
    browser, headers = page(world.cast.member), {}
    if door == "key":
        key, secret = create_key(world.cast.owner, world.brand, label="x", scopes=list(SCOPES))
        type(key).objects.filter(pk=key.pk).update(account=world.cast.member.user)
        browser, headers = page(world.cast.anonymous), {"authorization": f"Bearer {secret}"}
        doors = {one: row for one, row in doors.items() if one[1].startswith("/api/")}
    assert len(doors) > (60 if door == "key" else 150)
    ban_from_brand(world.cast.manager, world.cast.member.member, reason="Threats")
    wrong = {}
    for (label, path), row in doors.items():
        if row.name in OPEN or kept_open(path):
            continue
        method = getattr(browser, row.method.lower())
        as_json = {"content_type": "application/json"} if path.startswith("/api/") and row.method != "GET" else {}
        answer = method(path, row.data or {}, headers=headers, **as_json)
        if answer.status_code not in (403, 405, 415):
            wrong[label] = answer.status_code
        elif answer.status_code == 403 and path.startswith("/api/"):
            if answer.json()["code"] not in ("banned_from_brand", "insufficient_scope"):
                wrong[label] = answer.json()["code"]
        elif answer.status_code == 403 and b"Threats" not in answer.content:
            wrong[label] = "no notice"
    assert wrong == {}


def test_muted_reads_on_and_every_write_inside_is_refused(world, page):
    writes = [
        row
        for row in IN_BRAND
        if row.name.startswith(("content:", "content_in_groups:", "content-api:"))
        and row.method != "GET"
        and row.expect["member"] in (200, 201, 302)
        and row.name.rpartition(":")[2] in ("comment", "react", "react_comment", "comments", "post_reaction", "new")
    ]
    doors = paths(world, writes)
    assert len(doors) >= 6
    for space in (world.community, world.group):
        mute_member(world.cast.admin, standing(world, space), reason="x", until=clock.now() + LATER)
    browser = page(world.cast.member)
    assert {key: got for key, row in doors.items() if (got := ask(browser, row, key[1])) != 403} == {}
    assert browser.get("/@shanlan/g/roastery/").status_code == 200


def test_key_holds_no_more_than_its_owner_does_now(world, page):
    """K10: the powers of a key are the smaller of its scopes and of what its owner may do at this moment."""
    key, secret = create_key(world.cast.owner, world.brand, label="x", scopes=list(SCOPES))
    type(key).objects.filter(pk=key.pk).update(account=world.cast.admin.user)
    browser, headers = page(world.cast.anonymous), {"authorization": f"Bearer {secret}"}
    path = f"/api/v1/@shanlan/standings/?space={world.group.public_id}"
    assert browser.get(path, headers=headers).status_code == 200
    mine = Membership.objects.select_related("space", "member").get(space=world.group, member=world.cast.admin.member)
    assign_role(world.cast.owner, mine, "member")
    assert browser.get(path, headers=headers).status_code == 403
    remove_member(world.cast.owner, mine)
    assert browser.get(f"/api/v1/@shanlan/posts/?space={world.group.public_id}", headers=headers).status_code == 403


def test_session_of_a_banned_person_still_reaches_the_way_out(world, page):
    ban_from_brand(world.cast.manager, world.cast.member.member, reason="Threats")
    answer = page(world.cast.member).get("/@shanlan/", headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert "Threats" in answer.content.decode() and "/accounts/logout/" in answer.content.decode()
