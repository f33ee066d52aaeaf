"""kill -9 of a deliverer between hand-off and commit: the letter is there once, and the row ends delivered."""

import os
import subprocess
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from activity.dispatch import dispatch_batch
from delivery.actions import deliver_due
from delivery.models import Delivery, DeliveryState
from members.actions import apply_to_space

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.postgres, pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def start(mail: Path, channel: str = "file") -> subprocess.Popen[str]:
    """A deliverer that stops after its first letter is out, before it stores that."""
    here = connection.settings_dict
    url = f"postgres://{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT'] or 5432}/{here['NAME']}"
    env = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.delivery.child_settings",
        "CHILD_MAIL_DIR": str(mail),
        "CHILD_MAIL_CHANNEL": channel,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.delivery.processes", "stuck"],
        cwd=ROOT,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill(child: subprocess.Popen[str]) -> None:
    assert child.stdout.readline() == "handed over\n"
    child.kill()
    child.wait(10)


def test_killed_between_hand_off_and_commit_the_letter_exists_once(letter, settings):
    kill(start(settings.PLAZA_MAIL_DIR))

    out = settings.PLAZA_MAIL_DIR / f"{letter.key}.eml"
    first = out.read_bytes()
    assert Delivery.objects.get(pk=letter.pk).state == DeliveryState.HANDING_OFF
    assert deliver_due() == 0  # the lease of the dead still runs

    Delivery.objects.filter(pk=letter.pk).update(leased_until=timezone.now())
    assert deliver_due() == 1
    assert Delivery.objects.get(pk=letter.pk).state == DeliveryState.DELIVERED
    assert [path.name for path in settings.PLAZA_MAIL_DIR.iterdir()] == [out.name]
    assert out.read_bytes() == first


def test_killed_on_a_plain_mail_server_one_letter_is_uncertain_and_the_rest_go_out_once(
    cast, group, settings, tmp_path, mailoutbox
):
    settings.PLAZA_MAIL_CHANNEL = "smtp"
    apply_to_space(cast.guest, group, answers={"q1": "Filter."})
    while dispatch_batch():
        pass
    letters = Delivery.objects.filter(channel="email")
    assert letters.count() == 3  # owner, manager and admin decide

    server = tmp_path / "server"
    kill(start(server, "smtp"))
    letters.update(leased_until=timezone.now())
    while deliver_due():
        pass

    assert sorted(letters.values_list("state", flat=True)) == ["delivered", "delivered", "uncertain"]
    by_the_dead = [message_from_bytes(path.read_bytes(), policy=default)["To"] for path in server.iterdir()]
    assert by_the_dead == [letters.get(state=DeliveryState.UNCERTAIN).account.email]
    everybody = [*by_the_dead, *(one.to[0] for one in mailoutbox)]
    assert sorted(everybody) == ["admin@example.com", "manager@example.com", "owner@example.com"]
