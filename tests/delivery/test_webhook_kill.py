"""kill -9 of a worker in the middle of sending webhooks: every one arrives, under the one id it has, and none is lost."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from activity.models import Activity
from delivery.actions import create_endpoint
from delivery.models import SendState, WebhookDelivery, WebhookEndpoint
from members.actions import join_space, leave_space
from tests.delivery.receiver import Receiver

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.postgres, pytest.mark.worker, pytest.mark.django_db(transaction=True)]
FACTS = 60


def start(receiver: Receiver, folder: Path) -> subprocess.Popen[str]:
    here = connection.settings_dict
    url = f"postgres://{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT'] or 5432}/{here['NAME']}"
    env = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.delivery.child_settings",
        "CHILD_MAIL_DIR": str(folder),
        "PLAZA_OUTBOUND_PRIVATE_HOSTS": receiver.host,
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.delivery.processes", "webhooks"],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert child.stdout.readline() == "at work\n"
    return child


def kill(child: subprocess.Popen[str]) -> None:
    child.kill()
    child.wait(10)


def test_killed_again_and_again_every_webhook_arrives_and_none_is_lost(cast, community, receiver, tmp_path):
    """Thirty people come and go; three workers are killed while messages are on their way, the fourth may finish."""
    one = create_endpoint(cast.owner, label="A", url=receiver.url("lag"), verbs=["membership.*"])
    other = create_endpoint(cast.owner, label="B", url=receiver.url("ok"), verbs=["membership.joined"])
    for _time in range(FACTS // 2):
        join_space(cast.outsider, community)
        leave_space(cast.outsider, community)
    for deaths in range(1, 4):
        child = start(receiver, tmp_path)
        receiver.wait_for(len(receiver.got) + 8)
        kill(child)
        under_way = WebhookDelivery.objects.filter(state=SendState.SENDING)
        assert deaths > 1 or under_way.exists(), "it was killed in the middle"
        under_way.update(leased_until=timezone.now())  # the lease of the dead ends
    child = start(receiver, tmp_path)
    until = time.monotonic() + 60
    while Activity.objects.filter(position=None).exists() or WebhookDelivery.objects.filter(done_at=None).exists():
        assert time.monotonic() < until, "some never went out"
        time.sleep(0.1)
    kill(child)

    assert not WebhookDelivery.objects.exclude(state=SendState.DELIVERED).exists()
    facts = Activity.objects.filter(verb__in=["member.joined", "member.left"], space_id=community.pk)
    told = facts.filter(pk__in=WebhookDelivery.objects.filter(endpoint=one).values("fact")).count()
    assert told >= FACTS and WebhookDelivery.objects.filter(endpoint=one).count() == told
    assert WebhookDelivery.objects.filter(endpoint=other).count() >= FACTS // 2
    rows = {row.message_id: row for row in WebhookDelivery.objects.all()}
    assert {got.id for got in receiver.got} == rows.keys(), "no id but those of the rows, and each of them"
    secrets = dict(WebhookEndpoint.objects.values_list("pk", "secret"))
    for got in receiver.got:
        assert got.verified(secrets[rows[got.id].endpoint_id])["type"] == rows[got.id].name
