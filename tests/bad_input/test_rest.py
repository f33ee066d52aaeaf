"""Every write door of REST with every bad input: a 4xx with a code, nothing stored, never a 500."""

import itertools
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from brands.actions import create_key
from brands.keys import SCOPES
from core.api import throttles
from tests.bad_input.corpus import BODIES, FILES, JSON_VALUES

ROOT = "/api/v1/@shanlan"


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch):
    monkeypatch.setattr(throttles, "RATES", dict.fromkeys(throttles.RATES, "100000/min"))


@pytest.fixture(scope="module")
def operations() -> list[tuple[str, str, dict]]:
    """(method, address with {names}, fields of its body) of every write of the OpenAPI document."""
    from drf_spectacular.generators import SchemaGenerator

    document = SchemaGenerator().get_schema(request=None, public=True)

    def properties(schema: dict) -> dict:
        name = schema.get("$ref", "").rpartition("/")[2]
        return document["components"]["schemas"][name].get("properties", {}) if name else schema.get("properties", {})

    found = []
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method in ("post", "patch", "put"):
                content = operation.get("requestBody", {}).get("content", {})
                fields = properties(next(iter(content.values()))["schema"]) if content else {}
                found.append((method.upper(), path, fields))
    assert len(found) > 20
    return found


@pytest.fixture
def address(world):
    ids = {
        "brand_slug": "shanlan",
        "announcement": world.draft.public_id,
        "application": world.application.public_id,
        "rule": world.rule.public_id,
        "coupon": world.coupon.public_id,
        "comment": world.comment.public_id,
        "delivery": world.delivery.public_id,
        "membership": world.community_membership.public_id,
        "post": world.post.public_id,
        "topic": world.topic.public_id,
        "kind": "heart",
        "member": world.cast.guest.member.public_id,
        "segment": world.segment.public_id,
        "tag": world.tag.public_id,
        "job": world.tag_job.public_id,
        "proposal": world.proposal.public_id,
        "bridge": world.bridge.public_id,
        "invite": world.invite.public_id,
        "batch": world.batch.public_id,
        "code": world.plaza_link.code,
        "request_id": world.export.public_id,
        "webhook": world.webhook.public_id,
        "sent": world.webhook_test.public_id,
    }

    def fill(path: str) -> str:
        space = world.group if "/groups/" in path else world.community
        return path.format(**ids, space=space.public_id)

    return fill


@pytest.fixture
def usual(world) -> dict:
    """What a well-meant body holds, so that the bad field is the only one."""
    return {
        "space": world.community.public_id,
        "name": "Fine",
        "title": "Fine",
        "body": "Fine",
        "quantity": 2,
        "reason": "Fine",
        "code": "0000-0000-0000",
        "state": "paused",
        "role": "expert",
        "until": "2030-01-01T00:00:00Z",
        "label": "Fine",
        "url": "https://hooks.shop.com/x",
        "verbs": ["membership.*"],
    }


def send(client, method: str, path: str, body: bytes, **headers):
    """Ask, and take back whatever a harmless value changed."""
    with transaction.atomic():
        answer = client.generic(method, path, body, "application/json", **headers)
        if answer.status_code < 400:  # what a refusal left behind stays, to be found
            transaction.set_rollback(True)
    return answer


def refused(answer) -> bool:
    if answer.status_code < 400 or "json" not in answer.get("Content-Type", ""):
        return False
    problem = answer.json()
    return answer.status_code < 500 and problem["status"] == answer.status_code and bool(problem["code"])


ALWAYS = ("NUL", "lone surrogate", "NaN", "10,000 characters", "object")
BY_KIND = {
    "integer": ("minus one", "zero", "10^12", "huge exponent", "Arabic digits", "fraction", "number of 5,000 digits"),
    "date-time": ("past", "year 0", "year 9999", "30 February", "zero"),
    "boolean": ("unknown word", "minus one"),
    "array": ("list", "unknown word"),
}


def values_for(field: dict) -> list[str]:
    kinds = [field.get("format"), *([field["type"]] if isinstance(field.get("type"), str) else field.get("type", []))]
    return [
        *ALWAYS,
        *(what for kind in kinds for what in BY_KIND.get(kind, ())),
        *(() if len(kinds) > 2 else ("null",)),
    ]


def test_no_value_in_any_field_of_any_operation_breaks_anything(operations, address, usual, cast, page, rows):
    """A value may be fine for a field; what is not is named by its field, and nothing of it is kept."""
    client, before, wrong = page(cast.owner), rows(), []
    for method, path, fields in operations:
        whole = address(path)
        for name, field in fields.items():
            for what in values_for(field):
                body = {one: value for one, value in usual.items() if one in fields and one != name}
                text = json.dumps({**body, name: "@@"}).replace('"@@"', JSON_VALUES[what])
                answer = send(client, method, whole, text.encode())
                if answer.status_code >= 500 or (answer.status_code >= 400 and not refused(answer)):
                    wrong.append(f"{method} {path} {name} = {what}: {answer.status_code}")
                elif answer.status_code == 422 and not answer.json().get("errors"):
                    wrong.append(f"{method} {path} {name} = {what}: no field named")
                elif what in ("NUL", "lone surrogate", "NaN") and answer.status_code < 400:
                    wrong.append(f"{method} {path} {name} = {what}: accepted")
    assert not wrong, "\n".join(wrong)
    assert rows() == before


def test_unreadable_bodies_are_refused_whoever_sends_them(operations, address, world, cast, page, rows):
    """All bodies, all operations and all kinds of callers, though not each with each: one parser reads for all."""
    secret = create_key(cast.owner, world.brand, label="Till", scopes=[*SCOPES])[1]
    before, wrong = rows(), []
    bodies, callers = itertools.cycle(BODIES.items()), itertools.cycle(("owner", "member", "anonymous", "key"))
    for method, path, _fields in operations:
        for _time in range(2):
            (what, body), who = next(bodies), next(callers)
            client = page(cast.anonymous if who == "key" else getattr(cast, who))
            headers = {"HTTP_AUTHORIZATION": f"Bearer {secret}"} if who == "key" else {}
            answer = send(client, method, address(path), body, **headers)
            if answer.status_code < 400 or not refused(answer):
                wrong.append(f"{who}: {method} {path} with {what}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert rows() == before


def test_unknown_fields_are_refused_by_name(operations, address, cast, page, rows):
    before = rows()
    for method, path, fields in operations:
        body = {"is_staff": True, "brand": 1, "owner": 1, "created_at": "2020-01-01T00:00:00Z", "_connector": "OR"}
        answer = send(page(cast.owner), method, address(path), json.dumps(body).encode())
        if answer.status_code == 415:  # takes files only
            continue
        assert answer.status_code == 422, (method, path, answer.status_code)
        assert body.keys() - fields.keys() <= answer.json()["errors"].keys(), (method, path)
    assert rows() == before


def test_pictures_that_are_none(world, cast, page, rows):
    space, before, client = world.community.public_id, rows(), page(cast.owner)
    doors = (
        ("POST", f"{ROOT}/attachments/", "file", {"space": space}),
        ("PATCH", f"{ROOT}/communities/{space}/", "cover", {}),
        ("PATCH", "/api/v1/brands/shanlan/", "logo", {}),
    )
    for (what, (name, raw)), (method, path, field, more) in itertools.product(FILES.items(), doors):
        body = encode_multipart(BOUNDARY, {field: SimpleUploadedFile(name, raw), **more})
        answer = client.generic(method, path, body, MULTIPART_CONTENT)
        assert answer.status_code in (413, 422), (what, path, answer.content)
        assert answer.status_code == 413 or answer.json()["errors"], (what, path, answer.content)
    assert rows() == before


def test_bodies_of_another_kind(cast, page, rows):
    client, before = page(cast.owner), rows()
    for kind in (
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "text/xml",
        "application/x-www-form-urlencoded",
    ):
        answer = client.generic("POST", f"{ROOT}/attachments/", b"--x\r\n\r\n", kind)
        assert refused(answer), (kind, answer.status_code)
    assert rows() == before


def test_hostile_headers_are_refused_or_ignored(cast, page, rows):
    client, before = page(cast.owner), rows()
    for headers in (
        {"HTTP_AUTHORIZATION": "Bearer " + "x" * 65_000},
        {"HTTP_AUTHORIZATION": "Bearer plz_\x00_é"},
        {"HTTP_IDEMPOTENCY_KEY": "x" * 65_000},
        {"HTTP_IDEMPOTENCY_KEY": "a\x00b"},
        {"HTTP_ACCEPT_LANGUAGE": "zh-hant,*;q=9" * 5_000},
        {"HTTP_ACCEPT": "text/\x00"},
        {"HTTP_X_FORWARDED_FOR": "x" * 65_000},
        {"HTTP_COOKIE": "sessionid=" + "x" * 65_000},
    ):
        answer = send(client, "POST", f"{ROOT}/posts/", b"{}", **headers)
        assert 400 <= answer.status_code < 500, (next(iter(headers)), answer.status_code)
    assert rows() == before


def test_the_sentence_is_in_the_readers_language(cast, page, community):
    body = json.dumps({"space": community.public_id, "body": "x", "title": "長" * 10_000})
    answer = page(cast.member).post(
        f"{ROOT}/posts/", body, content_type="application/json", HTTP_ACCEPT_LANGUAGE="zh-hant"
    )
    assert answer.status_code == 422
    (sentence,) = answer.json()["errors"]["title"]
    assert any("\u4e00" <= char <= "\u9fff" for char in sentence), sentence
