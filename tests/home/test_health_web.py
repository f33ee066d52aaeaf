"""An operator sees at one address what does not work."""

import datetime as dt

import pytest

from activity.models import Heartbeat
from core import clock
from home import readiness

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    return Heartbeat.objects.create(process="worker", seen_at=clock.now())


def test_a_living_process_says_so(client):
    assert client.get("/healthz").content == b"ok"


def test_everything_fine_is_200(client, heard):
    response = client.get("/readyz")

    assert response.status_code == 200, response.json()
    assert set(response.json()["checks"]) == {
        "database",
        "migrations",
        "broker",
        "dispatcher",
        "dead_letters",
        "worker",
    }


def test_a_silent_worker_is_503(client, heard):
    Heartbeat.objects.update(seen_at=clock.now() - dt.timedelta(minutes=5))

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["worker"] == {"fine": False, "value": 300}


def test_a_worker_never_heard_of_is_503(client):
    assert client.get("/readyz").json()["checks"]["worker"] == {"fine": False, "value": "never"}


def test_a_dead_broker_is_503_and_does_not_hide_the_rest(client, heard, monkeypatch):
    def refuse(**_):
        raise ConnectionRefusedError("10.1.2.3")

    monkeypatch.setattr(readiness.current_app, "connection_for_read", refuse)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["broker"] == {"fine": False, "value": "ConnectionRefusedError"}
    assert response.json()["checks"]["database"]["fine"]


def test_waiting_migrations_are_503(client, heard, monkeypatch):
    monkeypatch.setattr(readiness, "_migrated", False)
    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: [("x", False)])

    assert client.get("/readyz").json()["checks"]["migrations"] == {"fine": False, "value": 1}
