"""What could be seen before is gone after, at every door and in the same session: one walk after each change of standing."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from activity.models import Activity
from brands.models import ApiKey
from core import clock, tenancy
from members.actions import (
    approve_application,
    assign_role,
    ban_from_brand,
    ban_from_space,
    leave_space,
    remove_member,
)
from members.models import BrandMember, Membership
from spaces.actions import archive_space, update_space
from tests.leaks.matrix import answered
from tests.leaks.principals import EVERYTHING, INSIDE, NOTHING, OWN, SHELL
from tests.leaks.walking import Ask, asking, asks, send

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
COUPON = frozenset({"lcoupon"})


class Change(NamedTuple):
    """`who` walks before and after `happens(world)`; before it met `had`, afterwards at most `most`. Of the listed group."""

    who: str
    happens: Callable[[Any], Any]
    had: frozenset[str]
    most: frozenset[str]


def standing(world: Any, name: str) -> Membership:
    return world.listed.membership(getattr(world.cast, name))


def of(most: frozenset[str]) -> frozenset[str]:
    """The part of it that is the listed group's."""
    return frozenset(one for one in most if one.startswith("l"))


CHANGES = {
    "applied → approved": Change(
        "applied",
        lambda world: approve_application(world.cast.admin, world.listed.application),
        SHELL,
        of(INSIDE) | {"lanswer"},
    ),
    "member → left": Change("insider", lambda w: leave_space(w.cast.insider, w.listed.space), of(INSIDE), of(OWN)),
    "member → removed": Change(
        "insider", lambda w: remove_member(w.cast.admin, standing(w, "insider")), of(INSIDE), of(OWN)
    ),
    "member → banned": Change(
        "insider",
        lambda w: ban_from_space(w.cast.admin, standing(w, "insider"), reason=w.listed.new("sanction")),
        of(INSIDE),
        of(OWN) | {"lsanction"},
    ),
    "member → banned from the brand": Change(
        "insider",
        lambda w: ban_from_brand(w.cast.owner, w.cast.insider.member, reason=w.listed.new("sanction")),
        of(INSIDE),
        frozenset({"lsanction"}),
    ),
    "admin → member": Change(
        "admin",
        lambda w: assign_role(w.cast.owner, standing(w, "admin"), "member"),
        of(EVERYTHING),
        of(INSIDE) | {"llink"},  # the labels of one's own links, which are dead now
    ),
    "manager → plain member of the brand": Change(
        "manager",
        lambda w: BrandMember.objects.filter(pk=w.cast.manager.member.pk).update(role=""),
        of(EVERYTHING),
        SHELL,
    ),
    "listed → secret": Change(
        "guest", lambda w: update_space(w.cast.owner, w.listed.space, visibility="secret"), SHELL, NOTHING
    ),
    "listed → secret, seen by the applicant": Change(
        "applied", lambda w: update_space(w.cast.owner, w.listed.space, visibility="secret"), SHELL, NOTHING
    ),
    "open → archived": Change("guest", lambda w: archive_space(w.cast.owner, w.listed.space), SHELL, NOTHING),
    "key → revoked": Change(
        "groups key", lambda w: ApiKey.objects.update(revoked_at=clock.now()), SHELL | {"linside"}, NOTHING
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_could_be_seen_before_is_gone_after(name, world, client):
    change = CHANGES[name]
    todo = asks(world, world.listed)
    options = asking(client, world.principals[change.who])  # once: the session stays what it was

    def walk() -> dict[str, set[str]]:
        with tenancy.activate(None):
            met = {ask.path: of(frozenset(answered(world, client, ask, change.who, options)[1])) for ask in todo}
        return {path: found - {"lperson"} for path, found in met.items()}

    assert change.had <= set().union(*walk().values()), "nothing to lose: this would prove nothing"
    change.happens(world)
    world.listed.space.refresh_from_db()
    late = {path: found - change.most for path, found in walk().items() if found - change.most}
    assert not late, "\n".join(map(str, list(late.items())[:10]))


@pytest.mark.parametrize("name", ["muted", "left", "removed", "banned", "applied", "declined", "esteemed"])
def test_who_may_not_write_here_writes_nothing(name, world, client):
    """Muted reads and does not write; the others do neither: every write of what is inside is refused."""
    given, space = world.listed.arguments, world.listed.space.public_id
    options, root = asking(client, world.principals[name]), "/api/v1/@shanlan"
    before = Activity.objects.exclude(verb="space.inspected").count()
    writes = (
        ("POST", f"{root}/posts/", {"space": space, "body": "x"}),
        ("POST", f"{root}/posts/{given['post']}/comments/", {"body": "x"}),
        ("PUT", f"{root}/posts/{given['post']}/reactions/heart/", {}),
    )
    with tenancy.activate(None):
        for method, path, data in writes:
            answer = client.generic(method, path, json.dumps(data), content_type="application/json", **options)
            assert answer.status_code in (403, 404), (path, answer.status_code)
        send(client, Ask("x", "GET", f"{root}/posts/"), **options)
    assert Activity.objects.exclude(verb="space.inspected").count() == before
