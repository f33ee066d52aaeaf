"""
The worker's side of tag jobs: one step is one transaction with one statement for some thousand people.

The row is held while its step runs and `position` moves with the tags, so a worker that dies leaves neither a half
step nor a lease to wait for: the next one goes on at once.
"""

import datetime as dt
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import F, QuerySet

from activity.actions import record
from core import clock, locks, tenancy
from core.tenancy import across_brands
from members import rules, verbs
from members.actions.tagging import insert_tags
from members.models import BrandMember, MemberTag, TagJob, TakenTag
from members.models.tag_job import AT_WORK, UNDO_FOR, TagJobKind, TagJobState
from members.queries.tag_jobs import people_of
from members.viewer import Viewer, anonymous

log = structlog.get_logger(__name__)
STEP = 5_000
WAIT, MOST_ATTEMPTS = dt.timedelta(seconds=30), 10
REASON = "tag jobs, of every brand"


def work_on_tag_jobs() -> bool:
    """One step of the job that waits longest; False when none is due."""
    with across_brands(REASON):
        due = TagJob.objects.filter(state__in=AT_WORK, due_at__lte=clock.now()).order_by("due_at")
        pks = list(due.values_list("pk", flat=True)[:5])
    return any(_worked(pk) for pk in pks)


def _worked(pk: int) -> bool:
    """A job that breaks must not hold up the others: it waits, and stops after ten times."""
    try:
        return _step(pk)
    except Exception as error:
        if locks.is_transient(error):
            return False
        log.exception("a tag job failed", tag_job=pk)
        with across_brands(REASON):
            mine = TagJob.objects.filter(pk=pk)
            mine.update(attempts=F("attempts") + 1, due_at=clock.now() + WAIT)
            worn_out = mine.filter(attempts__gte=MOST_ATTEMPTS)
            worn_out.update(state=TagJobState.STOPPED, stopped_code="failed", finished_at=clock.now(), question={})
        return False


@transaction.atomic
def _step(pk: int) -> bool:
    with across_brands(REASON):
        held = locks.claim(TagJob.objects.filter(pk=pk, state__in=AT_WORK, due_at__lte=clock.now()))
        job = held.select_related("brand", "tag", "asked_by__account").first()
    if job is None:  # another worker has it, or it was stopped
        return False
    with tenancy.activate(job.brand):
        if job.state == TagJobState.UNDOING:
            _undo_some(job)
        else:
            _do_some(job)
        job.due_at, job.attempts = clock.now(), 0
        job.save()
    return True


def _do_some(job: TagJob) -> None:
    """The asker's rights are looked at anew: whoever lost them meanwhile tags nobody any more."""
    account = job.asked_by.account if job.asked_by is not None else None
    viewer = Viewer(account, scopes=job.scopes) if account is not None and account.is_active else anonymous()
    if not rules.can_start_tag_job(viewer, job.question.get("rule")):
        return _finish(job, TagJobState.STOPPED, "not_allowed")
    found = people_of(viewer, job)
    if found is None:
        return _finish(job, TagJobState.STOPPED, "question_gone")
    some = found.filter(pk__gt=job.position).order_by("pk").values_list("pk", flat=True)
    last = next(iter(some[STEP - 1 : STEP]), None)
    people = found.filter(pk__gt=job.position)
    if last is not None:
        people = people.filter(pk__lte=last)
    job.people_done += people.order_by().count()
    changed = _give(viewer, job, people) if job.kind == TagJobKind.TAG else _take(job, people)
    job.changed += changed
    job.position = last if last is not None else job.last_member_id
    if changed:
        verb = verbs.MEMBERS_TAGGED if job.kind == TagJobKind.TAG else verbs.MEMBERS_UNTAGGED
        record(verb, viewer=viewer, target=job.tag, count=changed, job=job.pk)
    if last is None:
        _finish(job, TagJobState.DONE)


def _give(viewer: Any, job: TagJob, people: QuerySet[BrandMember]) -> int:
    return insert_tags(viewer, job.tag, people, why=job.why, given_by=job.given_by, job=job.pk)


_KEPT = "brand_id, member_id, given_by, given_by_member_id, why, given_at"


def _take(job: TagJob, people: QuerySet[BrandMember]) -> int:
    """Kept aside as they were, then taken off: only what was kept goes."""
    chosen, params = people.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO members_takentag (job_id, {_KEPT}) SELECT %s, {_KEPT} "  # noqa: S608 (our own tables)
            f"FROM members_membertag WHERE tag_id = %s AND member_id IN ({chosen})",
            [job.pk, job.tag_id, *params],
        )
        count = int(cursor.rowcount)
    kept = TakenTag.objects.filter(job=job, member__in=people.order_by().values("pk"))
    MemberTag.objects.filter(tag_id=job.tag_id, member_id__in=kept.values("member_id")).delete()
    return count


def _undo_some(job: TagJob) -> None:
    """Exactly what it did: a tag that a hand gave since, or took, is left as it is."""
    if job.kind == TagJobKind.TAG:
        given = MemberTag.objects.filter(job=job)
        some = list(given.order_by("pk").values_list("pk", flat=True)[:STEP])
        count = MemberTag.objects.filter(pk__in=some).delete()[0]
        verb = verbs.MEMBERS_UNTAGGED
    else:
        some = list(TakenTag.objects.filter(job=job).order_by("pk").values_list("pk", flat=True)[:STEP])
        count, verb = _give_back(job, some), verbs.MEMBERS_TAGGED
    job.taken_back += count
    if count:
        record(verb, target=job.tag, count=count, job=job.pk)
    if len(some) < STEP:
        _finish(job, TagJobState.UNDONE)


def _give_back(job: TagJob, some: list[int]) -> int:
    """Whoever got the tag anew meanwhile keeps the new one; whoever was forgotten gets none."""
    rows = TakenTag.objects.filter(pk__in=some, member__erased_at=None)
    chosen, params = rows.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO members_membertag (tag_id, {_KEPT}) SELECT %s, {_KEPT} "  # noqa: S608 (our own tables)
            f"FROM members_takentag WHERE id IN ({chosen}) ON CONFLICT (tag_id, member_id) DO NOTHING",
            [job.tag_id, *params],
        )
        count = int(cursor.rowcount)
    TakenTag.objects.filter(pk__in=some).delete()
    return count


def _finish(job: TagJob, state: str, code: str = "") -> None:
    job.state, job.stopped_code, job.finished_at, job.question = state, code, clock.now(), {}


def drop_taken_tags() -> int:
    """What can be undone no more need not be kept."""
    with across_brands(REASON):
        over = TagJob.objects.filter(finished_at__lte=clock.now() - UNDO_FOR).exclude(state__in=AT_WORK)
        return int(TakenTag.objects.filter(job__in=over).delete()[0])
