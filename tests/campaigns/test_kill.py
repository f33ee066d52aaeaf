"""kill -9 of a worker that publishes: sent once, and every member gets it once per channel."""

import datetime as dt

import pytest

from activity.dispatch import dispatch_batch
from activity.models import Activity
from campaigns.actions import draft_announcement, schedule_announcement
from campaigns.models import Announcement
from core import clock
from delivery.models import Delivery, DeliveryState
from tests.campaigns.processes import POINTS, start

pytestmark = [pytest.mark.postgres, pytest.mark.worker, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("point", POINTS)
def test_killed_worker_loses_and_doubles_nothing(cast, group, tmp_path, point):
    while dispatch_batch():
        pass
    draft = draft_announcement(cast.admin, group, title="七月試烘豆", body="週五寄出。")
    schedule_announcement(cast.admin, draft, publish_at=clock.now() + dt.timedelta(minutes=1))
    Announcement.objects.filter(pk=draft.pk).update(publish_at=clock.now() - dt.timedelta(seconds=1))

    child = start(point, tmp_path)
    assert child.stdout.readline() == "holding\n"
    child.kill()
    child.wait(10)
    # The lease of a dead deliverer ends after a minute: that minute is over.
    taken = Delivery.objects.exclude(leased_until=None)
    taken.update(leased_until=clock.now() - dt.timedelta(seconds=1))
    assert start("none", tmp_path).communicate(timeout=60)[0] == "idle\n"

    draft.refresh_from_db()
    assert draft.is_published and draft.audience_count == 4
    assert Activity.objects.filter(verb="announcement.published").count() == 1
    sent = Delivery.objects.filter(message__notice="announcement.published")
    assert set(sent.values_list("state", flat=True)) == {DeliveryState.DELIVERED}
    assert sorted(sent.values_list("account__display_name", "channel")) == sorted(
        (name, channel) for name in ("admin", "moderator", "expert", "member") for channel in ("inbox", "email")
    )
    mails = [one.key for one in sent.filter(channel="email")]
    assert sorted(path.stem for path in tmp_path.glob("*.eml")) == sorted(mails)
