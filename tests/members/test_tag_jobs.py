"""A tag for everyone of a list: in steps, resumed after a kill, stopped, undone, and refused where it has to be."""

import datetime as dt

import pytest

from activity.models import Activity
from core import clock
from core.errors import Conflict, Invalid, NotAllowed
from members.actions import (
    create_tag,
    drop_taken_tags,
    join_brand,
    save_segment,
    start_tag_job,
    stop_tag_job,
    tag_job_steps,
    tag_member,
    undo_tag_job,
    untag_member,
    work_on_tag_jobs,
)
from members.models import BrandMember, MemberTag, TagJob, TakenTag
from members.queries import PeopleFilter
from members.viewer import Viewer


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch):
    monkeypatch.setattr(tag_job_steps, "STEP", 3)


@pytest.fixture
def tag(cast):
    return create_tag(cast.manager, name="常客")


def work() -> int:
    steps = 0
    while work_on_tag_jobs():
        steps += 1
    return steps


def everyone() -> set[int]:
    return set(BrandMember.objects.values_list("pk", flat=True))


def tagged(tag) -> set[int]:
    return set(MemberTag.objects.filter(tag=tag).values_list("member_id", flat=True))


def state(job) -> TagJob:
    return TagJob.objects.get(pk=job.pk)


def test_everyone_is_tagged_in_steps_with_a_fact_for_each_step(cast, tag):
    job = start_tag_job(cast.manager, tag, why="List of May")
    assert tagged(tag) == set() and job.people_total == len(everyone())
    steps = work()
    assert steps >= 3 and tagged(tag) == everyone()
    job = state(job)
    assert (job.state, job.changed, job.people_done, job.question) == ("done", 10, 10, {})
    facts = Activity.objects.filter(verb="members.tagged", target_id=tag.pk)
    assert sum(one.detail["count"] for one in facts) == 10 and len(facts) <= steps
    assert {one.actor_id for one in facts} == {cast.manager.actor_id}
    assert set(MemberTag.objects.values_list("why", "given_by_member")) == {("List of May", cast.manager.actor_id)}


def test_filter_says_who_is_meant(cast, tag):
    start_tag_job(cast.manager, tag, wanted=PeopleFilter(q="member"))
    work()
    assert tagged(tag) == {cast.member.actor_id}


def test_segment_says_who_is_meant(cast, tag):
    BrandMember.objects.filter(pk=cast.guest.actor_id).update(vip_tier=3)
    rule = {"match": "all", "rules": [{"field": "vip_tier", "tiers": [3]}]}
    start_tag_job(cast.manager, tag, segment=save_segment(cast.owner, name="VIP", rule=rule))
    work()
    assert tagged(tag) == {cast.guest.actor_id}


def test_whoever_comes_after_the_start_is_not_meant(cast, brand, account, tag):
    start_tag_job(cast.manager, tag)
    late = Viewer(account("late"))
    join_brand(late, brand)
    work()
    assert late.actor_id not in tagged(tag)


def test_killed_in_a_step_it_goes_on_behind_the_last_one(cast, tag, monkeypatch):
    job = start_tag_job(cast.manager, tag)
    assert work_on_tag_jobs()
    real = tag_job_steps.insert_tags

    def dies_after_writing(*args, **kwargs):
        real(*args, **kwargs)
        raise KeyboardInterrupt

    monkeypatch.setattr(tag_job_steps, "insert_tags", dies_after_writing)
    with pytest.raises(KeyboardInterrupt):
        work_on_tag_jobs()
    assert len(tagged(tag)) == state(job).people_done == 3  # the half step left nothing
    monkeypatch.setattr(tag_job_steps, "insert_tags", real)
    work()
    assert tagged(tag) == everyone() and state(job).people_done == len(everyone())


def test_undo_takes_back_exactly_what_the_job_gave(cast, tag):
    tag_member(cast.owner, tag, cast.member.member, why="By hand, before")
    job = start_tag_job(cast.manager, tag)
    work()
    untag_member(cast.owner, tag, cast.guest.member)
    tag_member(cast.owner, tag, cast.guest.member, why="By hand, since")
    undo_tag_job(cast.owner, job)
    work()
    assert tagged(tag) == {cast.member.actor_id, cast.guest.actor_id}
    assert (state(job).state, state(job).taken_back) == ("undone", 8)


def test_undo_of_taking_off_gives_back_what_was_there_as_it_was(cast, tag):
    tag_member(cast.owner, tag, cast.member.member, why="Comes daily")
    before = MemberTag.objects.values("member_id", "why", "given_by", "given_by_member_id", "given_at").get()
    job = start_tag_job(cast.manager, tag, kind="untag")
    work()
    assert tagged(tag) == set() and state(job).changed == 1
    undo_tag_job(cast.manager, job)
    work()
    after = MemberTag.objects.values("member_id", "why", "given_by", "given_by_member_id", "given_at").get()
    assert after == before and not TakenTag.objects.exists()


def test_stopped_job_does_no_more_and_can_be_undone(cast, tag):
    job = start_tag_job(cast.manager, tag)
    work_on_tag_jobs()
    assert stop_tag_job(cast.owner, job).state == "stopped"
    assert work() == 0 and len(tagged(tag)) == 3
    undo_tag_job(cast.owner, job)
    work()
    assert tagged(tag) == set()


def test_asker_who_lost_the_power_tags_nobody_more(cast, tag):
    job = start_tag_job(cast.manager, tag)
    work_on_tag_jobs()
    BrandMember.objects.filter(pk=cast.manager.actor_id).update(role="editor")
    work()
    assert len(tagged(tag)) == 3
    assert (state(job).state, state(job).stopped_code) == ("stopped", "not_allowed")


def test_filter_by_a_tag_that_is_gone_means_nobody(cast, tag):
    other = create_tag(cast.manager, name="Other")
    job = start_tag_job(cast.manager, tag, wanted=PeopleFilter(tag=other))
    other.delete()
    work()
    assert tagged(tag) == set() and state(job).stopped_code == "question_gone"


def test_running_job_is_not_undone_and_an_old_one_is_too_late(cast, tag):
    job = start_tag_job(cast.manager, tag, kind="untag")
    with pytest.raises(Conflict) as caught:
        undo_tag_job(cast.manager, job)
    assert caught.value.code == "still_at_work"
    work()
    with clock.at(clock.now() + dt.timedelta(days=8)):
        with pytest.raises(Conflict) as caught:
            undo_tag_job(cast.manager, job)
        assert caught.value.code == "too_late"


def test_what_was_taken_is_forgotten_after_a_week(cast, tag):
    tag_member(cast.owner, tag, cast.member.member)
    start_tag_job(cast.manager, tag, kind="untag")
    work()
    assert drop_taken_tags() == 0
    with clock.at(clock.now() + dt.timedelta(days=8)):
        assert drop_taken_tags() == 1


def test_too_many_people_are_refused_before_anything_is_stored(cast, tag, monkeypatch):
    monkeypatch.setattr("members.actions.tag_jobs.MOST_PEOPLE", 4)
    with pytest.raises(Invalid) as caught:
        start_tag_job(cast.manager, tag)
    assert list(caught.value.fields) == ["filter"] and not TagJob.objects.exists()


def test_sixth_job_waits_for_the_others(cast, tag):
    for _five in range(5):
        start_tag_job(cast.manager, tag)
    with pytest.raises(Conflict) as caught:
        start_tag_job(cast.manager, tag)
    assert caught.value.code == "busy"


def test_editor_starts_none(cast, tag):
    with pytest.raises(NotAllowed):
        start_tag_job(cast.editor, tag)
