"""kill -9 of the dispatcher between claim and commit: nothing is lost, nothing is done twice."""

import os

import pytest
from django.db import transaction

from activity.actions import record
from activity.dispatch import dispatch_batch
from activity.models import Activity
from activity.verbs import catalogue
from analytics.models import ActiveDay, MetricPoint
from core.tenancy import across_brands
from members.actions import join_brand
from members.viewer import Viewer
from tests.activity.processes import environment, start
from tests.running.processes import wait_for

FACTS = 40


@pytest.mark.postgres
@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_killed_between_claim_and_commit_nothing_is_lost_or_doubled(account, brand, community):
    viewer = Viewer(account("ruoqing"))
    join_brand(viewer, brand)
    while dispatch_batch():
        pass
    before = numbers()
    with transaction.atomic():
        for _ in range(FACTS):
            record(catalogue["member.joined"], viewer=viewer, space=community)

    child = start("stuck", env=environment())
    assert child.stdout.readline() == f"holding {FACTS}\n"
    assert dispatch_batch() == 0  # it holds the lock
    child.kill()
    child.wait(10)
    assert wait_for(dispatch_batch, 10, "the lock of the dead") == FACTS
    assert dispatch_batch() == 0

    after = numbers()
    assert after["joined"] - before["joined"] == FACTS
    assert after["active"] == max(before["active"], 1)
    positions = Activity.objects.order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(1, len(positions) + 1))


def numbers() -> dict[str, int]:
    with across_brands("counting in a test"):
        joined = MetricPoint.objects.filter(metric="new_members").exclude(space_id=0)
        return {
            "joined": sum(joined.values_list("value", flat=True)),
            "active": ActiveDay.objects.filter(space_id=0).count(),
        }


@pytest.mark.worker
def test_the_embedded_database_takes_back_what_a_killed_dispatcher_claimed(tmp_path):
    """SQLite's answer to the same kill: the write lock dies with the process and the journal is rolled back."""
    url = f"sqlite:///{tmp_path / 'plaza.sqlite3'}"
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    filled = start("fill", env=env)
    assert filled.communicate(timeout=60)[0] == "filled\n"

    child = start("stuck", env=env)
    assert child.stdout.readline() == "holding 40\n"
    child.kill()
    child.wait(10)

    assert start("drain", env=env).communicate(timeout=60)[0] == "drained\n"
    assert start("report", env=env).communicate(timeout=60)[0] == "40 facts, positions 1 to 40, 40 counted\n"
