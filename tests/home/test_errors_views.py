"""The pages for what went wrong."""

import pytest
from django.test import RequestFactory

from home.views import errors

pytestmark = pytest.mark.django_db


def test_unknown_address_answers_404_with_a_way_on(client):
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert "Nothing here" in answer.content.decode()
    assert "/accounts/login/?next=/nothing/here/" in answer.content.decode()


def test_unknown_brand_answers_like_any_other_404(client, brand):
    unknown = client.get("/@nobody/x/")
    inside = client.get("/@shanlan/x-y-z/")
    assert (unknown.status_code, inside.status_code) == (404, 404)
    assert "山嵐咖啡" in inside.content.decode()


def test_bytes_that_no_address_means_answer_400(client):
    assert client.get("/x?a=%00").status_code == 400


def test_page_for_a_crash_needs_no_database(django_db_blocker):
    with django_db_blocker.block():
        answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Something broke" in answer.content.decode()


def test_stale_form_says_what_to_do(db, account):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    answer = client.post("/accounts/login/", {"login": "x@example.com", "password": "y"})
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()
