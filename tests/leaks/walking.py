"""Asking every address as somebody, and reading every byte of the answer: headers, cursors, files inside files."""

import base64
import binascii
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from django.conf import settings
from django.core.cache import cache
from django.urls import get_resolver, reverse

from tests.leaks.cast import MARKER
from tests.leaks.planted import Planted
from tests.permissions.test_urls import ADDRESSES

# Not of a brand: they have tests of their own (test_registry.py says which), or show nothing that a brand holds.
APART = (
    "admin:",
    "docs",
    "schema",
    "account_confirm_email",
    "account_reset_password_from_key",
    "openid_connect",
    "facebook",
    "unnamed",
)
# Addresses of people, not of groups: who may open them may read names.
PEOPLE = {
    "members:person",
    "members:avatar",
    "home:person_posts",
    "home:record",
    "members-api:members",
    "members-api:member",
    "members-api:export",
    "members-api:bans",
    "members:bans",
    "members:ban_person",
    "members-api:ban_person",
    "members-api:unban_person",
}
WRITES = ("POST", "PUT", "PATCH", "DELETE")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|name="csrf-token" content="[^"]+"|X-CSRFToken[^}]+')
CODED = re.compile(r"[A-Za-z0-9_\-+/]{16,}={0,2}")
PICTURE = re.compile(r"(photos|attachments)/")


class Ask(NamedTuple):
    name: str
    method: str
    path: str

    @property
    def names_people(self) -> bool:
        return self.name in PEOPLE


def addresses(slug: str) -> Iterator[tuple[str, frozenset[str], Any]]:
    """(name, names of its arguments, a maker of its path) of everything that is not apart."""
    for name, names in ADDRESSES.items():
        if name.startswith(APART):
            continue
        wanted = frozenset(names) - {"brand_slug"}

        def path(values: dict[str, str], name: str = name, names: Any = names, wanted: Any = wanted) -> str:
            given = {one: values.get(one, "nobody") for one in wanted}
            return reverse(name, kwargs=given | ({"brand_slug": slug} if "brand_slug" in names else {}))

        yield name, wanted, path


def methods_of(name: str, path: str) -> tuple[str, ...]:
    """What its view may answer to: REST views say it, pages take GET and POST."""
    view = get_resolver().resolve(path).func
    rest = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if rest is None:
        return ("GET", "POST")
    return tuple(one for one in ("GET", *WRITES) if hasattr(rest, one.lower()))


def questions(values: dict[str, str], address: str) -> list[str]:
    """What can be asked of lists: most name something of the group."""
    if "/api/" in address:
        more = ["?state=in_review", "?archived=true", "?page_size=2"]
        return ["", f"?space={values['space']}", f"?coupon={values['coupon']}", *more]
    return ["", f"?space={values['space']}&group={values['space']}"] if "/manage/" in address else [""]


def asks(world: SimpleNamespace, *groups: Planted, methods: tuple[str, ...] = ("GET",)) -> list[Ask]:
    """Every address × method, about each of the groups; lists also with every question."""
    values = [group.arguments for group in groups or (world.listed, world.secret)]
    slug, found = world.brand.slug, {}
    for name, wanted, path in addresses(slug):
        for given in values:
            for method in methods_of(name, path(given)):
                if method in methods:
                    found[Ask(name, method, path(given))] = True
            if not wanted and "GET" in methods and "/@" in path(given):
                address = path(given)
                found |= {Ask(name, "GET", address + one): True for one in questions(given, address)}
    return list(found)


def asking(client: Any, principal: Any) -> dict[str, Any]:
    """Sign in, or the header of a key."""
    client.logout()
    if isinstance(principal, str):
        return {"headers": {"Authorization": f"Bearer {principal}"}}
    if principal.is_authenticated:
        client.force_login(principal.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return {}


def send(client: Any, ask: Ask, **options: Any) -> Any:
    answer = _sent(client, ask, **options)
    if answer.status_code == 429:  # whoever walks has been everywhere: the counting starts anew
        cache.clear()
        answer = _sent(client, ask, **options)
    assert answer.status_code != 429, ask
    return answer


def _sent(client: Any, ask: Ask, **options: Any) -> Any:
    if ask.method == "GET":
        return client.get(ask.path, **options)
    if "/api/" in ask.path:
        return client.generic(ask.method, ask.path, json.dumps({}), content_type="application/json", **options)
    return client.generic(ask.method, ask.path, "", content_type="application/x-www-form-urlencoded", **options)


def bytes_of(answer: Any) -> str:
    """Status, headers, cookies and body, with everything inside that is coded in a known way."""
    head = f"{answer.status_code} {answer.headers} {answer.cookies}"
    return readable(head.encode() + b"\n" + body_of(answer))


def body_of(answer: Any) -> bytes:
    if not hasattr(answer, "whole"):
        answer.whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.whole


def readable(raw: bytes) -> str:
    """The text, and beside it what its percent signs, entities, base64 words, JSON escapes and zip members say."""
    start = raw.find(b"PK\x03\x04")
    text = raw.decode("utf-8", "replace")
    said = [unquote(html.unescape(text))]
    if "\\u" in text:
        said.append(re.sub(r"\\u([0-9a-fA-F]{4})", lambda one: chr(int(one[1], 16)), text))
    if start >= 0:
        said += [readable(one) for one in _members_of(raw[start:])]
    said += [one for word in set(CODED.findall(text)) if (one := _decoded(word))]
    return "\n".join(said)


def _members_of(raw: bytes) -> list[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return [name.encode() + b"\n" + archive.read(name) for name in archive.namelist()]
    except zipfile.BadZipFile:
        return []


def _decoded(word: str) -> str:
    try:
        plain = base64.b64decode(word.replace("-", "+").replace("_", "/") + "==")
    except (binascii.Error, ValueError):
        return ""
    return unquote(plain.decode("latin-1")) if b"zq" in plain else ""


def without(text: str, path: str) -> str:
    """What the reader sent comes back in places (language switch, next): that tells them nothing."""
    for one in (path, quote(path), quote(path, safe=""), unquote(path)):
        text = text.replace(one, "")
    return TOKEN.sub("", text)


def found_in(answer: Any, ask: Ask, world: SimpleNamespace, own: str = "nobody") -> set[str]:
    """Classes of canaries in the answer, such as "lshell". A picture holds no text: its address says what it is of."""
    text = bytes_of(answer)
    if answer.status_code != 200:
        text = without(text, ask.path.partition("?")[0])
    found = {group + kind for group, kind in MARKER.findall(text.replace(own, ""))}
    if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("image/"):
        for group in (world.listed, world.secret, world.theirs):
            if PICTURE.search(ask.path) and group.photo.public_id in ask.path:
                found.add(f"{group.mark}inside")
            elif group.space.public_id in ask.path:
                found.add(f"{group.mark}shell")
    return found
