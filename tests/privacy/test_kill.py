"""kill -9 in the middle of a job over personal data: another worker goes on, nothing is lost and nothing is left."""

import datetime as dt
import io
import json
import zipfile

import pytest

from activity.models import Activity
from core import clock
from members.actions import request_erasure, request_export
from members.models import DataRequest
from tests.privacy.processes import start
from tests.privacy.test_erasure import tables_with

pytestmark = [pytest.mark.postgres, pytest.mark.worker, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def killed(settings, tmp_path):
    """`killed(holding, request)`: a worker dies after that holding; the lease ends, the next worker takes over."""
    media = settings.STORAGES["default"]["OPTIONS"]["location"]
    ledger = tmp_path / "erasures"
    settings.PLAZA_ERASURE_LEDGER = ledger

    def run(after: str, request: DataRequest) -> int:
        DataRequest._base_manager.filter(pk=request.pk).update(due_at=clock.now())
        child = start(after, media, ledger)
        assert child.stdout.readline() == "holding\n"
        child.kill()
        child.wait(10)
        request.refresh_from_db()
        steps_done = request.steps_done
        assert start("none", media, ledger).communicate(timeout=120)[0] == "idle\n"  # its lease still stands
        request.refresh_from_db()
        assert (request.state, request.steps_done) == ("running", steps_done)
        DataRequest._base_manager.filter(pk=request.pk).update(leased_until=clock.now() - dt.timedelta(seconds=1))
        assert start("none", media, ledger).communicate(timeout=120)[0] == "idle\n"
        request.refresh_from_db()
        return steps_done

    return run


@pytest.mark.parametrize("holding", ["deliveries", "content"])
def test_export_goes_on_where_a_killed_worker_stopped(life, marker, killed, holding):
    request = request_export(life.viewer)
    assert killed(holding, request) > 0
    assert request.state == "ready" and request.attempts == 2
    with request.file.open() as packed, zipfile.ZipFile(io.BytesIO(packed.read())) as archive:
        assert archive.testzip() is None
        posts = json.loads(archive.read("shanlan/content.json"))["posts"]
    assert len(posts) == 4
    assert Activity.objects.filter(verb="export.ready").count() == 1


@pytest.mark.parametrize("holding", ["membership", "content", "account"])
def test_erasure_goes_on_where_a_killed_worker_stopped(life, marker, killed, holding):
    request = request_erasure(life.viewer, scope="account")
    killed(holding, request)
    assert request.state == "sweeping"
    assert tables_with(marker) == set()
    assert Activity.objects.filter(verb="member.erased").count() == 1
    assert Activity.objects.filter(verb="member.left", target_type="members.membership").count() == 1
