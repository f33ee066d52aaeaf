"""What each role may do: declared, changed by a brand, and looked at before it changes."""

import json

import pytest
from django.utils import translation

from activity.models import Activity
from content import actions as content
from content.rules import holds
from core.capabilities import ALL_ROLES, catalogue
from core.errors import Conflict, Invalid, NotAllowed
from members.actions import set_role_powers
from members.models import RolePowers
from members.power_table import AREAS
from members.queries import powers_now
from members.viewer import Viewer

PAGE = "/@shanlan/manage/staff/powers/"
API = "/api/v1/@shanlan/roles/"
NO_HIDING = {"post.hide": {"moderator": False}}
EDITORS_ADMIT = {"member.admit": {"editor": True}}


def stored() -> dict:
    return RolePowers.objects.values_list("changes", flat=True).first() or {}


def ticked() -> list[str]:
    """The cells as a browser sends them where nothing is changed."""
    powers = powers_now()
    return [
        f"{name}:{role}"
        for name, one in catalogue.items()
        for role in ALL_ROLES
        if not one.is_fixed(role) and powers.holds(role, name)
    ]


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans"])
@pytest.mark.parametrize("name", sorted(catalogue))
def test_every_power_has_words_in_every_language(name, language):
    with translation.override("en"):
        english = str(catalogue[name].label)
    with translation.override(language):
        assert str(catalogue[name].label) not in ("", english)


def test_every_power_has_its_area():
    known = {prefix for _label, prefixes in AREAS for prefix in prefixes}
    assert {name.partition(".")[0] for name in catalogue} <= known


def test_power_taken_is_gone_with_the_next_request(cast, group):
    assert holds(cast.moderator, "post.hide", group)
    set_role_powers(cast.owner, NO_HIDING, version=0)
    assert not holds(Viewer(cast.moderator.user), "post.hide", group)
    assert holds(Viewer(cast.admin.user), "post.hide", group)


def test_power_given_is_there_and_refusals_follow(cast, group, community):
    set_role_powers(cast.owner, {"post.create": {"member": False}}, version=0)
    with pytest.raises(NotAllowed):
        content.publish_post(Viewer(cast.member.user), community, body="May I?")
    set_role_powers(cast.owner, EDITORS_ADMIT, version=1)
    assert Viewer(cast.editor.user).can("member.admit", group)
    assert content.publish_post(Viewer(cast.member.user), community, body="I may.")


def test_only_what_differs_is_stored_and_every_cell_is_a_fact(cast):
    set_role_powers(cast.owner, {**NO_HIDING, "post.pin": {"admin": True}, **EDITORS_ADMIT}, version=0)
    assert stored() == {**NO_HIDING, **EDITORS_ADMIT}
    facts = Activity.objects.filter(verb="role.powers_changed")
    assert sorted((one.detail["power"], one.detail["role"], one.detail["held"]) for one in facts) == [
        ("member.admit", "editor", True),
        ("post.hide", "moderator", False),
    ]


def test_same_again_moves_nothing_and_empty_goes_back(cast):
    assert set_role_powers(cast.owner, NO_HIDING, version=0).version == 1
    assert set_role_powers(cast.owner, NO_HIDING, version=1).version == 1
    assert set_role_powers(cast.owner, {}, version=1).version == 2
    assert stored() == {} and Activity.objects.filter(verb="role.powers_changed").count() == 2


def test_who_saw_an_older_table_is_told(cast):
    set_role_powers(cast.owner, NO_HIDING, version=0)
    with pytest.raises(Conflict) as refused:
        set_role_powers(cast.owner, {}, version=0)
    assert refused.value.code == "powers_changed" and stored() == NO_HIDING


@pytest.mark.parametrize("who", ["manager", "editor", "admin", "member"])
def test_nobody_else_changes_powers(who, cast):
    with pytest.raises(NotAllowed):
        set_role_powers(getattr(cast, who), {"role.assign": {who: True}}, version=0)
    assert stored() == {}


FIXED = [
    {"role.assign": {"owner": False}},
    {"brand.manage": {"owner": False}},
    {"role.assign": {"manager": True}},
    {"role.assign": {"moderator": True}},
    {"key.manage": {"manager": True}},
    {"privacy.oversee": {"editor": True}},
    {"pii.view": {"analyst": True}},
    {"brand.manage": {"admin": True}},
    {"space.read": {"member": False}},
    {"space.read": {"": True}},
]
BROKEN = [[], "x", None, {"no.such": {"admin": True}}, {"post.hide": True}, {"post.hide": {"emperor": True}}]
BROKEN += [{"post.hide": {"admin": None}}, {"post.hide": {"admin": "no"}}, {"post.hide": {"admin": 1}}]


@pytest.mark.parametrize("changes", FIXED, ids=str)
def test_fixed_cell_cannot_be_changed(changes, cast):
    with pytest.raises(Invalid) as refused:
        set_role_powers(cast.owner, changes, version=0)
    [name], [role] = changes, changes[next(iter(changes))]
    assert list(refused.value.fields) == [f"changes.{name}.{role}"] and refused.value.code == "fixed"
    assert stored() == {}


@pytest.mark.parametrize("changes", BROKEN, ids=str)
def test_what_is_no_table_is_refused(changes, cast):
    with pytest.raises(Invalid) as refused:
        set_role_powers(cast.owner, changes, version=0)
    assert next(iter(refused.value.fields)).startswith("changes") and stored() == {}


def test_fixed_cell_counts_as_declared_whatever_is_stored(cast, brand):
    """A row from an older version, or written by hand, locks nobody out and lets nobody in."""
    changes = {"role.assign": {"owner": False, "manager": True}, "key.manage": {"manager": True}}
    RolePowers.objects.create(brand=brand, changes=changes)
    assert Viewer(cast.owner.user).can("role.assign")
    assert not Viewer(cast.manager.user).can("role.assign") and not Viewer(cast.manager.user).can("key.manage")


# -- pages ------------------------------------------------------------------------------------------------------------


def test_owner_sees_what_changes_before_it_does(cast, page):
    client = page(cast.owner)
    held = [*ticked(), "member.admit:editor"]
    held.remove("post.hide:moderator")
    review = client.post(PAGE, {"do": "look", "version": "0", "held": held}).content.decode()
    assert "Editors will be able to" in review and "Decide on applications" in review
    assert "Moderators will no longer be able to" in review and "Hide and remove what others wrote" in review
    assert stored() == {}
    assert client.post(PAGE, {"do": "save", "version": "0", "held": held}).status_code == 302
    assert stored() == {**NO_HIDING, **EDITORS_ADMIT}
    assert "changed" in client.get(PAGE).content.decode()


def test_going_back_is_looked_at_too(cast, page):
    set_role_powers(cast.owner, NO_HIDING, version=0)
    client = page(cast.owner)
    review = client.post(PAGE, {"do": "defaults", "version": "1", "held": ticked()})
    assert "Moderators will be able to" in review.content.decode()
    held = review.context["held"]
    assert "post.hide:moderator" in held and stored() == NO_HIDING
    client.post(PAGE, {"do": "save", "version": "1", "held": held})
    assert stored() == {}


def test_nothing_changed_says_so(cast, page):
    answer = page(cast.owner).post(PAGE, {"do": "look", "version": "0", "held": ticked()}, follow=True)
    assert "Nothing would change." in answer.content.decode()


@pytest.mark.parametrize("do", ["look", "save"])
@pytest.mark.parametrize("version", ["0", "", "x", "99999999999"])
def test_stale_table_is_shown_anew(do, version, cast, page):
    set_role_powers(cast.owner, NO_HIDING, version=0)
    answer = page(cast.owner).post(PAGE, {"do": do, "version": version, "held": ticked()[1:]})
    assert answer.status_code == 409 and "Below is how it stands now." in answer.content.decode()
    assert stored() == NO_HIDING


@pytest.mark.parametrize(
    "cell", ["role.assign:moderator", "key.manage:manager", "no.such:admin", "x" * 500, "post.hide"]
)
def test_cell_that_cannot_be_ticked_is_refused(cell, cast, page):
    answer = page(cast.owner).post(PAGE, {"do": "save", "version": "0", "held": [*ticked(), cell]})
    assert answer.status_code == 422 and stored() == {}


def test_manager_reads_the_table_and_cannot_change_it(cast, page):
    shown = page(cast.manager).get(PAGE).content.decode()
    assert "owner changes this." in shown and 'name="do"' not in shown
    assert page(cast.manager).post(PAGE, {"do": "save", "version": "0", "held": []}).status_code == 403
    assert stored() == {}


# -- REST -------------------------------------------------------------------------------------------------------------


def put(client, body):
    return client.put(API, json.dumps(body), content_type="application/json")


def test_table_by_rest(cast, page):
    client = page(cast.owner)
    before = client.get(API).json()
    hide = next(one for one in before["powers"] if one["name"] == "post.hide")
    assert before["version"] == 0 and "moderator" in hide["roles"] and "owner" not in hide["changeable"]
    after = put(client, {"version": 0, "changes": NO_HIDING}).json()
    hide = next(one for one in after["powers"] if one["name"] == "post.hide")
    assert after["version"] == 1 and "moderator" not in hide["roles"] and "moderator" in hide["declared"]
    stale = put(client, {"version": 0, "changes": {}})
    assert (stale.status_code, stale.json()["code"]) == (409, "powers_changed")
    assert page(cast.editor).get(API).status_code == 403


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "version"),
        ({"version": 0}, "changes"),
        ({"version": -1, "changes": {}}, "version"),
        ({"version": 0, "changes": []}, "changes"),
        ({"version": 0, "changes": {"post.hide": 1}}, "changes.post.hide"),
        ({"version": 0, "changes": {"post.hide": {"moderator": "perhaps"}}}, "changes.post.hide.moderator"),
        ({"version": 0, "changes": {"no.such": {"moderator": True}}}, "changes.no.such"),
        ({"version": 0, "changes": {"role.assign": {"manager": True}}}, "changes.role.assign.manager"),
        ({"version": 0, "changes": {}, "is_staff": True}, "is_staff"),
    ],
    ids=str,
)
def test_bad_table_is_refused_at_its_field(body, field, cast, page):
    answer = put(page(cast.owner), body)
    assert answer.status_code == 422 and field in answer.json()["errors"]
    assert stored() == {}
