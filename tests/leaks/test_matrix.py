"""Every address as everyone around a closed group: no byte tells what its reader may not know (docs: who may do what)."""

import logging

import pytest

from core import tenancy
from tests.leaks.cast import MARKER
from tests.leaks.matrix import leaks_of
from tests.leaks.planted import random_arguments
from tests.leaks.principals import BY_NAME, THERE, UNAWARE
from tests.leaks.walking import PEOPLE, WRITES, Ask, addresses, asking, body_of, methods_of, send, without

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
NAMES = [one.name for one in THERE]
WORDS = {"metric", "kind", "size", "turn", "pk", "member", "tag", "webhook"}


@pytest.mark.parametrize("name", NAMES)
def test_no_address_tells_more_than_its_reader_may_know(name, world, client):
    leaks, met = leaks_of(world, client, name)
    assert not leaks, "\n".join(map(str, leaks[:12]))
    # What one may know stands somewhere, or the walk would prove nothing.
    of_others = name.startswith("b-")
    assert of_others or BY_NAME[name].most <= met, f"never met {BY_NAME[name].most - met}: the walk misses a door"


@pytest.mark.parametrize("name", NAMES)
def test_no_refused_or_empty_write_tells_more(name, world, client):
    leaks, _met = leaks_of(world, client, name, methods=WRITES)
    assert not leaks, "\n".join(map(str, leaks[:12]))


@pytest.mark.parametrize("name", UNAWARE)
def test_secret_group_answers_like_one_that_never_was(name, world, client):
    """Status, names of headers and body of every address and method, but for what the reader sent."""
    options, real = asking(client, world.principals[name]), world.secret.arguments
    never, differing = random_arguments(real), []
    with tenancy.activate(None):
        for address, wanted, path in addresses(world.brand.slug):
            if not wanted - WORDS or address in PEOPLE:
                continue
            for method in methods_of(address, path(real)):
                one = send(client, Ask(address, method, path(real)), **options)
                other = send(client, Ask(address, method, path(never)), **options)
                shown = [
                    without(body_of(answer).decode(), where)
                    for answer, where in ((one, path(real)), (other, path(never)))
                ]
                same = one.status_code == other.status_code and set(one.headers) == set(other.headers)
                if not same or shown[0] != shown[1]:
                    lines = set(shown[0].splitlines()) ^ set(shown[1].splitlines())
                    differing.append((address, method, one.status_code, other.status_code, sorted(lines)[:2]))
    assert not differing, "\n".join(map(str, differing[:12]))


@pytest.mark.parametrize("name", ["revoked key", "b-key"])
def test_dead_and_foreign_keys_are_told_what_a_random_one_is(name, world, client):
    random = {"headers": {"Authorization": "Bearer plz_aaaaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}}
    with tenancy.activate(None):
        client.logout()
        for path in ("/api/v1/@shanlan/groups/", f"/api/v1/@shanlan/posts/{world.secret.post.public_id}/"):
            answers = [client.get(path, **asked) for asked in (asking(client, world.principals[name]), random)]
            assert [one.status_code for one in answers] == [401, 401]
            assert answers[0].content == answers[1].content


class Everything(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.getMessage()} {vars(record)}")


@pytest.mark.parametrize("name", ["insider", "manager", "anonymous"])
def test_no_line_of_the_log_says_what_people_wrote(name, world, client):
    """Names of routes, ids and numbers: not even a slug, which would name a secret group."""
    ears, root = Everything(), logging.getLogger()
    root.addHandler(ears)
    try:
        leaks_of(world, client, name)
    finally:
        root.removeHandler(ears)
    lines = [one for one in ears.said if "django.request" not in one]
    assert len(lines) > 100
    assert not [one for one in lines if MARKER.search(one.replace("zqsperson", ""))][:3]
