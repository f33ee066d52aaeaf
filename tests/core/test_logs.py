"""Log lines carry ids and places, never what a person wrote."""

import io
import json
import logging
import logging.config
from contextlib import contextmanager

import pytest
import structlog
from django.http import HttpResponse
from django.test import RequestFactory

from core.logs import logging_for
from core.request_log import RequestLogMiddleware


@contextmanager
def written(*, machines: bool):
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    logging.config.dictConfig(logging_for(machines=machines))
    stream = io.StringIO()
    root.handlers[0].setStream(stream)
    yield stream
    root.handlers[:], root.level = before


@pytest.fixture
def lines():
    with written(machines=True) as stream:
        yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.fixture
def text():
    with written(machines=False) as stream:
        yield stream.getvalue


def answer(path: str = "/@tea/?q=secret", **headers):
    middleware = RequestLogMiddleware(lambda request: HttpResponse("ok"))
    return middleware(RequestFactory().get(path, headers=headers))


def test_an_error_is_logged_without_its_words(lines):
    try:
        raise ValueError("Key (email)=(someone@example.com) exists")
    except ValueError:
        logging.getLogger("plaza.test").exception("storing_failed")

    (line,) = lines()
    assert line["error"] == "ValueError"
    assert "test_an_error_is_logged_without_its_words" in line["frames"][-1]
    assert "someone" not in json.dumps(line)


def test_people_read_frames_and_no_words_either(text):
    try:
        raise ValueError("Key (email)=(someone@example.com) exists")
    except ValueError:
        logging.getLogger("plaza.test").exception("storing_failed")

    assert "ValueError" in text()
    assert "test_people_read_frames" in text()
    assert "someone" not in text()


def test_every_line_of_a_request_carries_its_id(lines):
    def view(request):
        structlog.get_logger("plaza.test").info("inside")
        return HttpResponse("ok")

    response = RequestLogMiddleware(view)(RequestFactory().get("/"))

    assert {line["request_id"] for line in lines()} == {response["X-Request-ID"]}


def test_a_request_is_logged_without_path_and_query(lines):
    answer()

    (line,) = lines()
    assert line["status"] == 200
    assert "secret" not in json.dumps(line)
    assert "tea" not in json.dumps(line)


@pytest.mark.parametrize("given", ["short", "x" * 65, 'quote"d-and-long', "line\nbreak-long"])
def test_a_foreign_request_id_is_taken_only_when_it_is_harmless(given):
    assert answer(**{"X-Request-ID": "0123456789-abc"})["X-Request-ID"] == "0123456789-abc"
    assert answer(**{"X-Request-ID": given})["X-Request-ID"] != given


def test_health_checks_are_not_news(lines):
    answer("/healthz")

    assert lines() == []


def test_ids_given_with_a_line_are_in_the_line(lines):
    structlog.get_logger("plaza.test").error("dead letter", reader="metrics", activity_id=7)

    (line,) = lines()
    assert (line["event"], line["reader"], line["activity_id"]) == ("dead letter", "metrics", 7)
