"""Every form and every address of pages with every bad input: a form error or a refusal, nothing stored, never a 500."""

import itertools
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from core.api import throttles
from tests.bad_input.corpus import FILES, LONG, QUERIES, SEGMENTS, TEXTS

BRAND = "/@shanlan"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch):
    cache.clear()
    monkeypatch.setattr(throttles, "RATES", dict.fromkeys(throttles.RATES, "100000/min"))


def ask(client, method: str, path: str, body: str = "", kind: str = FORM):
    with transaction.atomic():
        answer = client.generic(method, path, body, kind)
        if answer.status_code < 400:  # what a refusal left behind stays, to be found
            transaction.set_rollback(True)
    return answer


def forms(client, paths) -> dict[str, list[str]]:
    """Address → the names of its fields, of every page that shows a form."""
    found = {}
    for path in paths:
        answer = client.get(path)
        form = answer.context.get("form") if answer.context else None
        if form is not None and hasattr(form, "fields"):
            found[path] = list(form.fields)
    return found


def test_no_text_in_any_form_breaks_a_page(world, cast, page, doors, rows):
    shown = forms(page(cast.owner), set(doors(BRAND, "GET").values()))
    before, wrong = rows(), []
    assert len(shown) >= 8, shown
    for who, texts in (("owner", list(TEXTS)), ("member", ["NUL"]), ("anonymous", ["NUL"])):
        client = page(getattr(cast, who))
        for (path, fields), what in itertools.product(shown.items(), texts):
            answer = ask(client, "POST", path, urlencode(dict.fromkeys(fields, TEXTS[what])))
            if answer.status_code >= 500:
                wrong.append(f"{who}: {path} with {what}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert rows() == before


def test_no_text_breaks_a_door_that_only_takes_posts(world, cast, page, doors, rows):
    client, texts, found = page(cast.owner), itertools.cycle(TEXTS.values()), doors("/", "POST")
    before = rows()
    names = ("body", "parent", "add", "remove", "reason", "code", "role", "version", "language", "theme", "next", "q1")
    for name, path in found.items():
        if not path.startswith(("/api/", "/admin/")):
            for text in (TEXTS["NUL"], next(texts), next(texts)):
                answer = ask(client, "POST", path, urlencode(dict.fromkeys(names, text)))
                assert answer.status_code < 500, (name, text[:20], answer.status_code)
    assert rows() == before


def test_no_query_breaks_a_page_or_a_list(world, cast, page, doors):
    """Every address with a few, every query at many addresses."""
    client, queries = page(cast.owner), itertools.cycle(QUERIES)
    for name, path in doors("/", "GET").items():
        if not path.startswith("/admin/"):
            lists = path.startswith("/api/") or path.endswith(("/numbers/", "/manage/"))
            for query in itertools.islice(queries, 7 if lists else 3):
                answer = client.get(f"{path}?{query}")
                assert answer.status_code < 500, (name, query[:60], answer.status_code)


def test_no_segment_of_a_path_breaks_anything(world, cast, page, doors):
    client, segments = page(cast.owner), itertools.cycle(SEGMENTS)
    ids = [getattr(world, one).public_id for one in ("post", "comment", "coupon", "claim", "draft", "application")]
    ids += [world.delivery.public_id, world.community.public_id, world.membership.public_id, world.community.slug]
    for name, path in doors("/", "GET", "POST", "PATCH", "PUT", "DELETE").items():
        for known in ids:
            if f"/{known}/" in path:
                for segment in (next(segments), next(segments)):
                    broken = path.replace(f"/{known}/", f"/{segment}/")
                    answer = ask(client, name.split()[0], broken, "{}", "application/json")
                    assert answer.status_code < 500, (name, segment[:40], answer.status_code)


def test_pictures_that_are_none_are_named_beside_their_field(world, cast, page, rows):
    client, before = page(cast.member), rows()
    for what, (name, raw) in FILES.items():
        data = {"body": "Look", "photos": SimpleUploadedFile(name, raw)}
        answer = client.post(f"{BRAND}/c/plaza/posts/new/", data)
        assert answer.status_code in (413, 422), (what, answer.status_code)
    assert rows() == before


def test_bodies_that_no_browser_sends(world, cast, page, rows):
    client, before = page(cast.member), rows()
    path = f"{BRAND}/c/plaza/posts/new/"
    for kind, body in (
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=", b"--\r\n"),
        (FORM, b"body=%FF%FE%00"),
        (FORM, b"body=" + b"x" * 10_000_000),
        (FORM, b"&".join(b"a%d=1" % number for number in range(8_000))),
        ("application/json", b"[" * 100_000),
    ):
        answer = client.generic("POST", path, body, kind)
        assert 400 <= answer.status_code < 500, (kind, body[:20], answer.status_code)
    assert rows() == before


def test_the_story_refuses_beside_the_field_in_the_readers_language(world, cast, page, rows):
    client, before = page(cast.owner), rows()
    client.cookies["django_language"] = "zh-hant"
    for path, data, field in (
        (f"{BRAND}/manage/communities/new/", {"name": LONG}, "name"),
        (f"{BRAND}/manage/coupons/new/", {"title": "x", "quantity": "-1"}, "quantity"),
        (f"{BRAND}/manage/coupons/new/", {"title": "x", "quantity": "0"}, "quantity"),
        (f"{BRAND}/manage/coupons/new/", {"title": "x", "quantity": "1e309"}, "quantity"),
        (f"{BRAND}/me/profile/", {"display_name": LONG}, "display_name"),
    ):
        answer = client.post(path, data, headers={"accept-language": "zh-hant"})
        assert answer.status_code == 422, (path, data)
        (sentence, *_more) = answer.context["form"].errors[field]
        assert any("\u4e00" <= char <= "\u9fff" for char in str(sentence)), sentence
    assert rows() == before
