"""Handing out what is held: everything of one's own, nothing of others, and only to oneself."""

import datetime as dt
import io
import json
import zipfile

import pytest

from activity.models import Activity
from content.actions import publish_comment, publish_post
from core import clock, tenancy
from core.errors import Conflict, NotAllowed, NotVisible
from delivery.models import Delivery
from members.actions import expire_exports, join_brand, leave_space, request_export
from members.actions.memberships import enter
from members.models.membership import Source
from members.queries.data_requests import get_data_request
from members.rules import can_fetch_export
from members.viewer import Viewer


def opened(request) -> dict[str, bytes]:
    request.refresh_from_db()
    assert request.state == "ready", (request.state, request.error)
    with request.file.open() as packed, zipfile.ZipFile(io.BytesIO(packed.read())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_archive_holds_everything_of_the_person(life, marker, work):
    request = request_export(life.viewer)
    work()
    files = opened(request)

    read = {name: json.loads(data) for name, data in files.items() if name.endswith(".json")}
    assert read["account.json"]["email"] == life.viewer.user.email
    assert read["about.json"]["format"] == "plaza-export/1"
    own = read["shanlan/membership.json"]
    assert own["profile"]["display_name"] == f"{marker} name" and own["profile"]["birthday"] == "1990-01-01"
    assert own["applications"][0]["answers"] == [f"{marker} answer"]
    asked = own["applications"][0]["follow_ups"][0]
    assert (asked["question"], asked["answer"]) == (f"{marker}, since when?", f"{marker} since long")
    assert own["spaces"][0]["end_reason"] == f"{marker} was removed once"
    assert own["consents"][0]["text"] == "May we write to you?"
    assert own["tags"][0]["why"] == f"{marker} comes often"
    wrote = read["shanlan/content.json"]
    assert {f"{marker} body 0", f"{marker} body 1", f"{marker} removed"} <= {one["body"] for one in wrote["posts"]}
    assert f"{marker} comment" in {one["body"] for one in wrote["comments"]}
    assert read["shanlan/campaigns.json"]["coupons"][0]["code"] == life.claim.shown_code
    assert read["shanlan/deliveries.json"]["deliveries"]
    assert read["shanlan/keys.json"]["api_keys"][0]["label"] == f"{marker} key"
    pictures = [name for name in files if name.endswith(".webp")]
    assert len(pictures) == 3 and all(files[name].startswith(b"RIFF") for name in pictures)


def test_archive_holds_nothing_that_others_wrote(life, cast, work):
    request = request_export(life.viewer)
    work()
    everything = b"".join(opened(request).values()).decode("utf-8", "replace")
    assert "Somebody else's words" not in everything and "An answer of another person" not in everything
    assert "guest@example.com" not in everything


def test_group_that_was_left_is_a_private_group(cast, brand, secret, work):
    """P06: own words, without the name of a place whose existence is a secret again."""
    viewer = Viewer(cast.guest.user)
    enter(secret, viewer.member, source=Source.INVITED)
    viewer.refresh()
    post = publish_post(viewer, secret, body="My own words inside")
    publish_comment(viewer, post, body="And more of them")
    leave_space(viewer, secret)
    request = request_export(Viewer(cast.guest.user))
    work()
    files = opened(request)
    everything = b"".join(files.values()).decode("utf-8", "replace")
    assert secret.name not in everything and "lab" not in json.loads(files["shanlan/content.json"])["posts"]
    assert "My own words inside" in everything and "private group" in everything


def test_whole_account_has_a_folder_per_brand(life, other_brand, work):
    with tenancy.activate(other_brand):
        join_brand(Viewer(life.viewer.user), other_brand)
    request = request_export(life.viewer, scope="account")
    work()
    assert {"shanlan/membership.json", "chizhuan/membership.json", "account.json"} <= opened(request).keys()


def test_one_brand_says_nothing_of_another(life, other_brand, work):
    with tenancy.activate(other_brand):
        join_brand(Viewer(life.viewer.user), other_brand)
    request = request_export(life.viewer)
    work()
    assert not any(name.startswith("chizhuan") for name in opened(request))


def test_ready_archive_is_told_once(life, work, settle):
    request_export(life.viewer)
    work()
    settle()
    told = Delivery.objects.filter(message__notice="export.ready")
    assert sorted(told.values_list("channel", flat=True)) == ["email", "inbox"]
    assert set(told.values_list("account_id", flat=True)) == {life.viewer.user.pk}


def test_one_archive_at_a_time(life, work):
    request_export(life.viewer)
    with pytest.raises(Conflict):
        request_export(life.viewer)
    work()
    assert request_export(life.viewer).state == "waiting"


def test_only_its_subject_downloads(life, cast, work):
    request = request_export(life.viewer)
    work()
    request.refresh_from_db()
    assert can_fetch_export(life.viewer, request)
    assert not can_fetch_export(cast.owner, request)
    with pytest.raises(NotVisible):
        get_data_request(cast.guest, request.public_id)
    with pytest.raises(NotAllowed):
        from core.decisions import ensure

        ensure(can_fetch_export(cast.owner, request))


def test_archive_expires_and_is_removed(life, work):
    request = request_export(life.viewer)
    work()
    request.refresh_from_db()
    name, storage = request.file.name, request.file.storage
    assert storage.exists(name)
    with clock.at(clock.now() + dt.timedelta(days=8)):
        assert not can_fetch_export(life.viewer, request)
        assert expire_exports() == 1
    request.refresh_from_db()
    assert request.state == "expired" and not storage.exists(name)


def test_progress_is_shown_while_it_is_made(life, monkeypatch):
    from members.actions import data_jobs, exporting

    seen = []
    step = exporting.step

    def watched(request, *args):
        step(request, *args)
        seen.append((request.steps_done, request.percent))

    monkeypatch.setattr(exporting, "step", watched)
    request = request_export(life.viewer)
    data_jobs.work_on_due()
    request.refresh_from_db()
    assert [done for done, _percent in seen] == list(range(len(seen))) and len(seen) >= 6
    assert request.percent == 100


def test_parts_are_gone_once_it_is_packed(life, work):
    request = request_export(life.viewer)
    work()
    request.refresh_from_db()
    assert request.file.storage.listdir(f"exports/{request.public_id}")[1] == ["archive.zip"]


def test_step_that_fails_is_tried_again_and_then_shown_as_stopped(life, monkeypatch):
    from members.actions import data_jobs, exporting

    def broken(*_args):
        raise RuntimeError("personal words that must not be stored")

    monkeypatch.setattr(exporting, "step", broken)
    request = request_export(life.viewer)
    for _time in range(data_jobs.MAX_ATTEMPTS):
        type(request)._base_manager.filter(pk=request.pk).update(due_at=clock.now())
        data_jobs.work_on_due()
    request.refresh_from_db()
    assert (request.state, request.error) == ("failed", "RuntimeError")


def test_late_worker_changes_nothing(life, monkeypatch):
    """A worker that slept through its lease finds that the request is another's."""
    from members.actions import data_jobs, exporting

    request = request_export(life.viewer)
    step = exporting.step

    def overtaken(row, *args):
        step(row, *args)
        type(row)._base_manager.filter(pk=row.pk).update(fence=row.fence + 1)

    monkeypatch.setattr(exporting, "step", overtaken)
    assert data_jobs.work_on_due()
    request.refresh_from_db()
    assert (request.state, request.steps_done) == ("running", 0)
    assert not Activity.objects.filter(verb="export.ready").exists()
