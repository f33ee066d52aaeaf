"""What is added to a request, and what it must not move: for test_extra_fields.py."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.urls import resolve

from accounts.models import User
from brands.models import ApiKey
from core.api.accepted import _shape_of
from members.models import Application, BrandMember, Invite, Membership, RolePowers
from spaces.models import Space
from tests.permissions.rows import Row
from tests.permissions.test_urls import ADDRESSES, path_of
from tests.permissions.urls import ROWS
from tests.permissions.world import World

WRITES = ("POST", "PATCH", "PUT", "DELETE")
# Who asks for more, and for which role: one of a space, one of the brand.
WHO = {"member": "admin", "admin": "owner", "manager": "owner"}
# Routes that are for the field: what they do with it is tested where they are.
TAKES = {
    "members:change_role": {"role"},
    "members:space_invites": {"role"},
    "members-api:membership": {"role"},
    "members-api:invites": {"role"},
}
# Sent everywhere, also where a route describes the field.
NEVER = {
    "brand_role": "owner",
    "is_owner": "on",
    "is_staff": "on",
    "is_superuser": "on",
    "is_active": "",
    "capabilities": "role.assign",
    "scopes": "brand:write",
    "public_id": "aaaaaaaaaaaa",
    "created_at": "2001-01-01T00:00:00Z",
    "uses": "0",
    "banned_at": "",
    "invited_by": "1",
}
# Sent where no such field is described: elsewhere they mean something harmless.
OTHERS = {
    "stays": "owner",
    "state": "active",
    "changes": '{"role.assign": {"member": true}}',
    "held": "role.assign:member",
    "id": "1",
    "pk": "1",
    "uses_limit": "9",
    "outcome": "approve",
    "version": "0",
    "muted_until": "",
    "kind": "community",
    "visibility": "public",
}


def extras(world: Any, who: str, name: str, fields: set[str]) -> Iterator[dict[str, str]]:
    """
    What somebody would add who wants more, with things that exist: themselves, and the other brand.

    REST refuses a whole body for one field that is not described, so those that are described are sent for themselves.
    """
    me, other, kept = getattr(world.cast, who), world.other_brand, TAKES.get(name, set())
    accounts = dict.fromkeys(("account", "account_id", "user", "owner"), str(me.user.pk))
    brands = {"brand": str(other.pk), "brand_id": str(other.pk), "brand_slug": other.slug}
    mine = {"member": me.member.public_id, "member_id": str(me.member.pk)}
    never = {one: value for one, value in {"role": WHO[who], **NEVER, **accounts, **brands}.items() if one not in kept}
    both = {**OTHERS, **mine, **never}
    yield {one: value for one, value in both.items() if one not in fields}
    yield {one: value for one, value in never.items() if one in fields}


TABLES = (
    (User._base_manager, ("pk", "is_staff", "is_superuser", "is_active", "email")),
    (BrandMember._base_manager, ("brand_id", "account_id", "role", "banned_at", "erased_at", "invited_by_id")),
    (Membership._base_manager, ("brand_id", "space__name", "member__account_id", "role", "state", "invited_by_id")),
    (RolePowers._base_manager, ("brand_id", "changes", "version")),
    (Invite._base_manager, ("brand_id", "space__name", "role", "brand_role", "uses", "uses_limit", "outcome", "kind")),
    (Application._base_manager, ("brand_id", "space__name", "member__account_id", "state", "decided_by_id")),
    (ApiKey._base_manager, ("brand_id", "account_id", "scopes")),
    (Space._base_manager, ("brand_id", "kind", "visibility", "join_policy")),
)


def standing_of_all() -> list[list[str]]:
    """Everything that says who may do what. Without numbers of new rows, which a database may count on."""
    return [sorted(str([_told(one) for one in row]) for row in rows.values_list(*columns)) for rows, columns in TABLES]


def _told(value: Any) -> Any:
    """Of a moment only that it is set: two requests are never at the same one."""
    return value is not None if isinstance(value, dt.datetime) else value


def routes() -> Iterator[Row]:
    """Every address with every method that could write, with what a well-meant request holds where the table knows it."""
    known = {(one.name, one.method): one for one in ROWS}
    for name in dict.fromkeys(one.name for one in ROWS if one.name in ADDRESSES and "admin" not in one.name):
        some = next(one for one in ROWS if one.name == name)
        methods = WRITES if "-api:" in name else ("POST",)
        for method in methods:
            yield known.get((name, method)) or Row(name, some.expect, method, None, some.arguments)


def takes(view: Any, method: str) -> bool:
    view_class = getattr(view, "view_class", None)
    return view_class is None or hasattr(view_class, method.lower())


def fields_of(row: Row, view: Any, client: Any, path: str) -> tuple[set[str], dict[str, Any]]:
    """(fields that the route describes, a body that it takes as far as the table and its own form know one)."""
    view_class = getattr(view, "view_class", None)
    if view_class is not None:
        shape = _shape_of(view_class, row.method.lower())
        fields = set(getattr(shape, "fields", {}))
        return fields, {**{one: USUAL[one] for one in USUAL if one in fields}, **(row.data or {})}
    shown = client.get(path).context
    form = shown.get("form") if shown else None
    if not hasattr(form, "fields"):
        return set(row.data or {}), dict(row.data or {})
    return set(form.fields), {**{field.name: _typed(field) for field in form}, **(row.data or {})}


def _typed(field: Any) -> Any:
    """What is there already, or the first of the choices, or a word."""
    now = field.value()
    if now not in (None, "", []) and isinstance(now, str | int | list):
        return now
    if not field.field.required:
        return ""
    choices = [value for value, _label in getattr(field.field, "choices", ()) if isinstance(value, str) and value]
    if choices:
        return choices[0]
    return "on" if field.widget_type == "checkbox" else "" if field.widget_type in ("file", "clearablefile") else "5"


USUAL = {
    "name": "Fine",
    "title": "Fine",
    "body": "Fine",
    "label": "Fine",
    "display_name": "Fine",
    "quantity": 2,
    "reason": "Fine",
    "until": "2030-01-01T00:00:00Z",
}


def send(client, row: Row, path: str, body: dict[str, Any]) -> tuple[int, list[list[str]]]:
    """(status, who stands where afterwards), and everything is taken back."""
    with transaction.atomic():
        if path.startswith("/api/"):
            answer = client.generic(row.method, path, json.dumps(body), "application/json")
        else:
            form = urlencode(body, doseq=True)
            answer = client.generic(row.method, path, form, "application/x-www-form-urlencoded")
        after = standing_of_all()
        transaction.set_rollback(True)
    return answer.status_code, after


def moved_by_extras(row: Row, world: Any, page: Any, who: str) -> Iterator[str]:
    """A request with more in it ends as the same request without that, or changes nothing."""
    path = path_of(row, world)
    view, client = resolve(path).func, page(getattr(world.cast, who))
    if not takes(view, row.method):
        return
    fields, body = fields_of(row, view, client, path)
    before = standing_of_all()
    status, meant = send(client, row, path, body)
    if status == 405:
        return
    for more in filter(None, extras(world, who, row.name, fields)):
        status, after = send(client, row, f"{path}?{urlencode(more)}", {**body, **more})
        if status >= 500:
            yield f"{who}: {row.label} answers {status}"
        if after not in (before, meant):
            yield f"{who}: {row.label} moved {[two for one, two in zip(meant, after, strict=True) if one != two]}"


def leader(row: Row) -> str:
    """An admin; where the table sends an admin away at once, a manager."""
    return "manager" if row.expect["admin"] in (403, 404) else "admin"


def all_moved(rows: Any, things: tuple, page: Any) -> list[str]:
    """Each route in a world of its own, which is taken back."""
    found: list[str] = []
    for row in rows:
        with transaction.atomic():
            world = World(*things)
            for who in ("member", leader(row)):
                found += moved_by_extras(row, world, page, who)
            transaction.set_rollback(True)
    return found
