"""
Revocation as a running web server shows it (reliability G11): two server processes, a session that stays open, and the
first request after the answer of whoever took it away. 1,000 rounds in `make soak`, a few in every run.
"""

import http.client
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from brands.actions import create_key, revoke_key
from members.actions import (
    assign_role,
    ban_from_brand,
    ban_from_space,
    leave_space,
    lift_brand_ban,
    lift_space_ban,
    remove_member,
)
from members.actions.memberships import enter
from members.models import Membership
from members.models.membership import Role, Source, State
from members.viewer import Viewer
from tests.activity.processes import ROOT, environment
from tests.running.processes import free_port, wait_for

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
INSIDE = "/@shanlan/g/lab/"  # of the secret group: 404 from outside


class Server:
    """The web server over the test's database, as an operator runs it: two processes that share nothing in memory."""

    def __init__(self) -> None:
        self.port = free_port()
        words = [
            "granian",
            "--interface",
            "wsgi",
            "--port",
            str(self.port),
            "--workers",
            "2",
            "config.wsgi:application",
        ]
        self.process = subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, env=environment())
        wait_for(lambda: self.is_up(), 90, "for the server")

    def is_up(self) -> bool:
        try:
            return self.get("/healthz", {}) == 200
        except OSError:
            return False

    def get(self, path: str, headers: dict[str, str]) -> int:
        """The status. A connection of its own each time, so both processes get their turn."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers={"Accept-Language": "en", **headers})
            return connection.getresponse().status
        finally:
            connection.close()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture
def world(brand, cast, secret) -> Iterator[SimpleNamespace]:
    server = Server()
    yield SimpleNamespace(server=server, brand=brand, cast=cast, secret=secret)
    server.stop()


def cookie_of(viewer: Viewer) -> dict[str, str]:
    client = Client()
    client.force_login(viewer.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"}


def standing(world: SimpleNamespace) -> Membership:
    return Membership.objects.select_related("space", "member").get(space=world.secret, member=world.cast.member.record)


def back_in(world: SimpleNamespace) -> None:
    with transaction.atomic():
        enter(world.secret, world.cast.member.record, source=Source.JOINED, role=Role.MEMBER)


def leaves(world: SimpleNamespace) -> Callable[[], None]:
    leave_space(Viewer(world.cast.member.user), world.secret)
    return lambda: back_in(world)


def is_removed(world: SimpleNamespace) -> Callable[[], None]:
    remove_member(Viewer(world.cast.admin.user), standing(world))
    return lambda: back_in(world)


def is_banned_from_space(world: SimpleNamespace) -> Callable[[], None]:
    ban_from_space(Viewer(world.cast.admin.user), standing(world), reason="x")

    def undo() -> None:
        lift_space_ban(Viewer(world.cast.admin.user), standing(world))
        back_in(world)

    return undo


def is_banned_from_brand(world: SimpleNamespace) -> Callable[[], None]:
    ban_from_brand(Viewer(world.cast.owner.user), world.cast.member.record, reason="x")

    def undo() -> None:
        world.cast.member.refresh()
        lift_brand_ban(Viewer(world.cast.owner.user), world.cast.member.record)
        if standing(world).state != State.ACTIVE:
            back_in(world)

    return undo


def loses_password(world: SimpleNamespace) -> Callable[[], None]:
    """As a reset does: a new password ends every session."""
    world.cast.member.user.set_password("another-horse-battery")
    world.cast.member.user.save(update_fields=["password"])
    return lambda: None


def is_demoted(world: SimpleNamespace) -> Callable[[], None]:
    def give(role: Role) -> None:
        row = Membership.objects.select_related("space", "member").get(
            space=world.secret, member=world.cast.moderator.record
        )
        assign_role(Viewer(world.cast.admin.user), row, role)

    give(Role.MEMBER)
    return lambda: give(Role.MODERATOR)


def loses_key(world: SimpleNamespace) -> Callable[[], None]:
    revoke_key(Viewer(world.cast.owner.user), world.key)
    return lambda: None


PERSON = (leaves, is_removed, is_banned_from_space, is_banned_from_brand, loses_password)


def door_of(turn: Callable, world: SimpleNamespace) -> tuple[str, dict[str, str]]:
    if turn is loses_key:
        world.key, word = create_key(world.cast.owner, world.brand, label="x", scopes=["content:read"])
        return "/api/v1/@shanlan/posts/", {"Authorization": f"Bearer {word}"}
    if turn is is_demoted:
        return "/@shanlan/g/lab/invites/", cookie_of(world.cast.moderator)
    return INSIDE, cookie_of(world.cast.member)


def rounds(world: SimpleNamespace, count: int) -> float:
    """No request that begins after it may pass, which is stricter than G11. Gives the slowest refusal in seconds."""
    turns, longest = (*PERSON, is_demoted, loses_key), 0.0
    for number in range(count):
        turn = turns[number % len(turns)]
        path, headers = door_of(turn, world)
        assert world.server.get(path, headers) == 200, turn.__name__
        undo = turn(world)
        begun = time.monotonic()
        status = world.server.get(path, headers)
        took = time.monotonic() - begun
        assert status in (302, 401, 403, 404), f"round {number}, {turn.__name__}: still {status}"
        longest = max(longest, took)
        undo()
    return longest


@pytest.mark.worker
def test_the_first_request_after_it_is_refused(world):
    rounds(world, 14)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_thousand_times_none_is_late(world):
    print(f"1,000 revocations, none late, the slowest refusal took {rounds(world, 1000):.3f} s")
