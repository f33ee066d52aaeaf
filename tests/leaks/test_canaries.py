"""Every address as everyone around a closed group: no byte tells what its reader may not know (docs: who may do what)."""

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.conf import settings
from django.urls import reverse

from core import tenancy
from tests.leaks.planted import MARKER, Planted, plant, random_arguments
from tests.permissions.test_urls import ADDRESSES

NOTHING: set[str] = set()
SHELL = {"lshell"}  # a listed group exists, and this is its gate
OWN = SHELL | {"lcoupon", "scoupon"}  # what was claimed stays good, whatever became of the person
ADMINS = {"lperson", "sperson"}
INSIDE = {f"{group}{kind}" for group in "ls" for kind in ("shell", "inside", "coupon")}
EVERYTHING = INSIDE | {f"{group}{kind}" for group in "ls" for kind in ("desk", "answer", "reason")}
# The most that each may ever meet, over every address. Names of people are asked apart: members of one brand know each other.
ALLOWED = {
    "anonymous": NOTHING,
    "stranger": NOTHING,
    "analyst": NOTHING,
    "blind key": NOTHING,
    "blind key of an insider": {"lcoupon", "scoupon"},  # an own claim, its group as an opaque id
    "guest": SHELL,
    "editor": SHELL,
    "elsewhere": SHELL,
    "key of an outsider": SHELL,
    "applied": SHELL | {"lanswer"},
    "declined": SHELL | {"lanswer", "lreason"},
    "left": OWN,
    "removed": OWN,
    "banned": OWN,
    "muted": INSIDE,
    "insider": INSIDE,
    "manager": EVERYTHING,
}
SEES_MEMBERS = {"insider", "muted", "manager"}
NO_BRAND_OF_OURS = {"anonymous", "stranger", "blind key", "blind key of an insider", "key of an outsider"}
UNAWARE = ["anonymous", "guest", "removed", "blind key"]
# Addresses of people, which everyone of the brand may open.
PEOPLE = {"members:person", "members:avatar", "home:person_posts"}
APART = ("admin:", "account_", "unnamed", "docs", "schema", "alive", "ready")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|name="csrf-token" content="[^"]+"|X-CSRFToken[^}]+')


@pytest.fixture
def world(brand, other_brand, community, settle) -> SimpleNamespace:
    return plant(brand, other_brand, community, settle)


def addresses(slug: str) -> Iterator[tuple[str, frozenset[str], Any]]:
    """(name, names of its arguments, a maker of its path) of everything that a GET may reach."""
    for name, names in ADDRESSES.items():
        if name.startswith(APART):
            continue
        wanted = frozenset(names) - {"brand_slug"}

        def path(values: dict[str, str], name: str = name, names: Any = names, wanted: Any = wanted) -> str:
            given = {one: values[one] for one in wanted}
            return reverse(name, kwargs=given | ({"brand_slug": slug} if "brand_slug" in names else {}))

        yield name, wanted, path


def questions(group: Planted) -> list[str]:
    """What can be asked of lists: each names something of the group."""
    values = group.arguments
    return ["", f"?space={values['space']}", f"?coupon={values['coupon']}", "?state=in_review", "?archived=true"]


def asking(client: Any, principal: Any) -> dict[str, Any]:
    """Sign in, or the header of a key."""
    client.logout()
    if isinstance(principal, str):
        return {"headers": {"Authorization": f"Bearer {principal}"}}
    if principal.is_authenticated:
        client.force_login(principal.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return {}


def bytes_of(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return unquote(f"{answer.headers}\n{body.decode('utf-8', 'replace')}")


def without(text: str, path: str) -> str:
    """What the reader sent comes back in places (language switch, next): that tells them nothing."""
    for one in (path, quote(path), quote(path, safe=""), unquote(path)):
        text = text.replace(one, "")
    return TOKEN.sub("", text)


@pytest.mark.parametrize("name", ALLOWED)
def test_no_address_tells_more_than_its_reader_may_know(name, world, client):
    headers, allowed = asking(client, world.principals[name]), ALLOWED[name]
    own = getattr(getattr(world.cast, "insider" if "insider" in name else name, None), "member", None)
    own = own.display_name if own is not None else "nobody"
    leaks, met = [], set()
    with tenancy.activate(None):
        for path, people in _paths(world):
            answer = client.get(path, **headers)
            assert answer.status_code < 500, path
            text = without(bytes_of(answer), path.partition("?")[0]) if answer.status_code != 200 else bytes_of(answer)
            found = {group + kind for group, kind in MARKER.findall(text.replace(own, ""))}
            met |= found
            extra = found - allowed - ADMINS
            if found & ADMINS and not (people or name in SEES_MEMBERS):
                extra |= _named(text, path, name)
            if extra:
                leaks.append((path, answer.status_code, sorted(extra)))
    assert not leaks, "\n".join(map(str, leaks))
    assert allowed <= met, f"never met {allowed - met}: the walk misses a door"


def _named(text: str, path: str, name: str) -> set[str]:
    """A gate names who runs the group to members of the brand, a refusal who gave it. Nobody else meets any name."""
    if name not in NO_BRAND_OF_OURS and ("/g/" in path or "/applications/" in path):
        return set()
    return {"person"}


def _paths(world: SimpleNamespace) -> list[tuple[str, bool]]:
    with tenancy.activate(world.listed.space.brand):
        values = [(group, group.arguments) for group in (world.listed, world.secret)]
        asked = [one for group, _values in values for one in questions(group)]
    slug, found = world.listed.space.brand.slug, {}
    for name, wanted, path in addresses(slug):
        for _group, given in values:
            found[path(given)] = name in PEOPLE
        if not wanted and f"/api/v1/@{slug}" in path({}):
            found |= {path({}) + question: False for question in asked}
    return list(found.items())


@pytest.mark.parametrize("name", UNAWARE)
def test_secret_group_answers_like_one_that_never_was(name, world, client):
    """Status, headers and body of every address, but for what the reader sent."""
    headers = asking(client, world.principals[name])
    real = world.secret.arguments
    with tenancy.activate(None):
        for address, wanted, path in addresses(world.secret.space.brand.slug):
            if not wanted - {"metric", "kind", "purpose", "size", "turn"} or address in PEOPLE:
                continue
            never = random_arguments(real)
            one, other = client.get(path(real), **headers), client.get(path(never), **headers)
            assert one.status_code == other.status_code, address
            assert set(one.headers) == set(other.headers), address
            shown = without(one.content.decode(), path(real)), without(other.content.decode(), path(never))
            differing = set(shown[0].splitlines()) ^ set(shown[1].splitlines())
            assert shown[0] == shown[1], f"{address}: {differing}"
