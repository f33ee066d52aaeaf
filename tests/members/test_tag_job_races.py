"""Workers side by side on one tag job: on PostgreSQL with real threads, and the twin without the row's lock."""

import time

import pytest

from core import locks
from members.actions import create_tag, start_tag_job, tag_job_steps, work_on_tag_jobs
from members.models import MemberTag, TagJob

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def job(cast, monkeypatch) -> TagJob:
    """Each step takes its time, so that the workers meet."""
    monkeypatch.setattr(tag_job_steps, "STEP", 4)
    real = tag_job_steps.insert_tags

    def slowly(*args, **kwargs):
        time.sleep(0.1)
        return real(*args, **kwargs)

    monkeypatch.setattr(tag_job_steps, "insert_tags", slowly)
    return start_tag_job(cast.manager, create_tag(cast.manager, name="常客"))


def until_done() -> None:
    for _look in range(12):
        work_on_tag_jobs()


def test_workers_side_by_side_look_at_everybody_once(job, at_once):
    at_once(*[until_done] * 3)
    job.refresh_from_db()
    assert (job.state, job.people_done, job.changed) == ("done", 10, 10)
    assert MemberTag.objects.filter(job=job).count() == 10


def test_without_the_lock_a_step_is_done_twice(job, at_once, monkeypatch):
    """The twin: of two that read the same position both go on from there."""
    looks = []
    real = tag_job_steps._do_some

    def seen(job):
        looks.append(job.position)
        return real(job)

    monkeypatch.setattr(tag_job_steps, "_do_some", seen)
    monkeypatch.setattr(locks, "claim", lambda queryset: queryset)
    at_once(*[until_done] * 3)
    assert len(looks) > len(set(looks))
