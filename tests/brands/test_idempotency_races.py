"""Twenty requests with one key at the same moment: one effect, and everyone learns of it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client

from core import tenancy
from home.actions import open_brand
from spaces.models import Space

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL"),
]
RIVALS = 20


@pytest.fixture
def owner(operator):
    brand = open_brand(operator, slug="shanlan", name="山嵐咖啡")
    return operator, brand


def test_parallel_replays_have_one_effect(owner):
    account, brand = owner
    start = Barrier(RIVALS)

    def send(_number: int) -> int:
        client = Client()
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        start.wait()
        try:
            answer = client.post(
                "/api/v1/@shanlan/communities/",
                {"name": "Beans"},
                content_type="application/json",
                headers={"Idempotency-Key": "one"},
            )
            return answer.status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(RIVALS) as pool:
        statuses = list(pool.map(send, range(RIVALS)))
    assert set(statuses) <= {201, 409}
    assert 201 in statuses
    with tenancy.activate(brand):
        assert Space.objects.count() == 1


def test_parallel_requests_without_a_key_each_have_their_effect(owner):
    """The twin: the race is real when nothing guards it."""
    account, brand = owner
    start = Barrier(4)

    def send(_number: int) -> int:
        client = Client()
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        start.wait()
        try:
            address = "/api/v1/@shanlan/communities/"
            return client.post(address, {"name": "豆"}, content_type="application/json").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(send, range(4))) == [201] * 4
    with tenancy.activate(brand):
        assert Space.objects.count() == 4
