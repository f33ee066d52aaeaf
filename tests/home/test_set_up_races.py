"""Two strangers on a fresh install at the same moment: one runs it, the other meets a closed door."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from accounts.actions import create_first_operator
from accounts.models import User
from core.errors import NotVisible

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL"),
]
RIVALS = 8


def test_only_one_becomes_the_operator():
    start = Barrier(RIVALS)

    def set_up(number: int) -> bool:
        start.wait()
        try:
            create_first_operator(email=f"p{number}@example.com", display_name="P", password="mist over the hill")
        except NotVisible:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(RIVALS) as pool:
        assert sum(pool.map(set_up, range(RIVALS))) == 1
    assert User.objects.count() == 1
