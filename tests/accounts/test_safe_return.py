"""Where a form leads afterwards is on this very host, whatever the address says."""

import pytest
from django.test import Client

from tests.accounts.conftest import PASSWORD, sign_in

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "https://elsewhere.example/",
    "http://elsewhere.example",
    "//elsewhere.example/",
    "///elsewhere.example/",
    "/\\elsewhere.example/",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example/",
    "/\n/elsewhere.example/",
    "https:elsewhere.example",
    "https:///elsewhere.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " https://elsewhere.example/",
    "https://testserver@elsewhere.example/",
    "https://testserver.elsewhere.example/",
    "http://testserver\\@elsewhere.example/",
    "//elsewhere.example\\@testserver/",
    "%2f%2felsewhere.example/%2f..",
    "ftp://testserver/",
    "x" * 5000,
    "/\x00/",
]


def stays(answer) -> bool:
    to = answer.get("Location", "/")
    return to.startswith("/") and not to.startswith(("//", "/\\", "/\t", "/\n"))


@pytest.mark.parametrize("to", ELSEWHERE)
def test_signing_in_and_out_stay_here(ruoqing, to):
    browser = Client()
    answer = browser.post("/accounts/login/", {"login": ruoqing.email, "password": PASSWORD, "next": to})
    assert answer.status_code in (302, 400)
    assert stays(answer) or answer["Location"] == to == "x" * 5000 or to.startswith("%2f"), answer["Location"]
    for path in ("/accounts/reauthenticate/", "/accounts/logout/"):
        sign_in(ruoqing, client=browser)
        answer = browser.post(path, {"password": PASSWORD, "next": to})
        assert answer.status_code < 500
        assert stays(answer) or to.startswith(("x", "%2f")), (path, answer.get("Location"))


def test_a_page_here_is_where_it_leads(ruoqing):
    browser = Client()
    form = {"login": ruoqing.email, "password": PASSWORD, "next": "/accounts/sessions/"}
    assert browser.post("/accounts/login/", form)["Location"] == "/accounts/sessions/"
