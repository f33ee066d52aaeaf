"""The published description of the API is the one that the code makes: no warning, no silent change."""

import io

import pytest
import yaml
from django.core.management import call_command

from tests.running.processes import ROOT

SNAPSHOT = ROOT / "docs" / "api" / "openapi.yaml"


@pytest.fixture(scope="module")
def document() -> dict:
    written = io.StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=written)
    return yaml.safe_load(written.getvalue())


def operations(document: dict) -> list[tuple[str, str, dict]]:
    return [
        (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in ("get", "post", "put", "patch", "delete")
    ]


def test_the_document_is_valid_and_names_every_operation_once(document):
    names = [operation["operationId"] for _, _, operation in operations(document)]

    assert len(names) == len(set(names)) > 0


def test_every_operation_says_what_it_does_in_a_sentence(document):
    assert [
        f"{method} {path}" for method, path, operation in operations(document) if not operation.get("summary")
    ] == []


def test_every_operation_has_a_tag_and_a_way_in_that_is_described(document):
    known = document["components"]["securitySchemes"]
    assert all(scheme.get("description") for scheme in known.values())
    for method, path, operation in operations(document):
        ways = {name for way in operation["security"] for name in way}
        assert operation["tags"] and ways and ways <= known.keys(), f"{method} {path}"
        assert ("brandKey" in ways) == ("{brand_slug}" in path), f"a key belongs to one brand: {method} {path}"
        assert ("Scope of a key" in operation["description"]) == ("brandKey" in ways), f"{method} {path}"


def test_every_answer_has_a_shape(document):
    shapeless = [
        f"{method} {path} {status}"
        for method, path, operation in operations(document)
        for status, answer in operation["responses"].items()
        if status != "204" and not all(one.get("schema") for one in answer.get("content", {"none": {}}).values())
    ]

    assert shapeless == []


def test_lists_are_described_as_the_pages_they_come_in(document):
    whole = {
        "topics_list",
        "admission_rules_list",
        "admission_rules_trial",
        "me_preferences_list",
        "me_exports_list",
        "me_erasures_list",
        "brands_list",
    }  # short by nature, answered at once
    arrays = {
        operation["operationId"]
        for method, _, operation in operations(document)
        for answer in operation["responses"].get("200", {}).get("content", {}).values()
        if method == "get" and answer["schema"].get("type") == "array"
    }

    assert arrays == whole


@pytest.mark.parametrize(
    ("of", "words"),
    [("date-time", "RFC 3339"), ("date", "local day")],
)
def test_every_time_and_day_says_whose_it_is(document, of, words):
    silent = [
        f"{name}.{field}"
        for name, shape in document["components"]["schemas"].items()
        for field, about in shape.get("properties", {}).items()
        if about.get("format") == of and words not in about.get("description", "")
    ]

    assert silent == []


def test_every_post_takes_an_idempotency_key(document):
    without = [
        path
        for method, path, operation in operations(document)
        if method == "post" and "Idempotency-Key" not in {one["name"] for one in operation.get("parameters", [])}
    ]

    assert without == []


def test_the_checked_in_snapshot_is_current(document):
    assert yaml.safe_load(SNAPSHOT.read_text()) == document, "make schema, and read the difference"
