"""Giving a tag to everyone whom a filter or a segment finds, and taking it off: asking for it, stopping, undoing."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from activity.actions import record
from core import clock, tenancy, text
from core.decisions import ensure
from core.errors import Conflict, Invalid
from core.queue import later
from members import rules, verbs
from members.actions.standing import hold_standing
from members.actions.tagging import LONGEST_WHY
from members.models import BrandMember, Segment, Tag, TagJob
from members.models.tag import GivenBy
from members.models.tag_job import UNDO_FOR, TagJobKind, TagJobState
from members.queries.filters import PeopleFilter, kept_filter
from members.queries.tag_jobs import people_of

MOST_PEOPLE = 100_000
MOST_AT_WORK = 5


@transaction.atomic
def start_tag_job(
    viewer: Any,
    tag: Tag,
    *,
    wanted: PeopleFilter | None = None,
    segment: Segment | None = None,
    kind: str = TagJobKind.TAG,
    why: str = "",
    given_by: str = GivenBy.HAND,
) -> TagJob:
    """
    Exactly one of `wanted` and `segment` says who is meant: whoever it finds now, as each step asks it again.

    Raises Invalid `too_many` above 100,000 people, Conflict `busy` while five jobs of the brand are at work.
    """
    rule = segment.rule if segment is not None else None
    ensure(rules.can_start_tag_job(viewer, rule))
    hold_standing(viewer, None)
    if kind not in TagJobKind.values:
        raise Invalid.field("do", _("Choose one of the options."), "bad_choice")
    job = TagJob(
        brand_id=tenancy.active().pk,
        tag=tag,
        kind=kind,
        question={"rule": rule} if rule is not None else {"filter": kept_filter(wanted or PeopleFilter())},
        why=text.clean(why, field="why", longest=LONGEST_WHY),
        given_by=given_by,
        asked_by=viewer.member,
        scopes=sorted(viewer.scopes) if viewer.scopes is not None else None,
        last_member_id=BrandMember.objects.aggregate(last=Max("pk"))["last"] or 0,
    )
    job.people_total = _counted(viewer, job)
    if TagJob.objects.filter(state__in=[TagJobState.RUNNING, TagJobState.UNDOING]).count() >= MOST_AT_WORK:
        raise Conflict(_("Wait until one of the jobs at work is done."), code="busy")
    job.save(force_insert=True)
    record(verbs.TAG_JOB_STARTED, viewer=viewer, target=job, tag=tag.pk, kind=str(kind), people=job.people_total)
    later("members.tag_jobs")
    return job


def _counted(viewer: Any, job: TagJob) -> int:
    found = people_of(viewer, job)
    count = int(found.order_by()[: MOST_PEOPLE + 1].count()) if found is not None else 0
    if count > MOST_PEOPLE:
        message = _("This finds more than %(most)d people; ask for fewer at once.") % {"most": MOST_PEOPLE}
        raise Invalid.field("filter", message, "too_many")
    return count


@transaction.atomic
def stop_tag_job(viewer: Any, job: TagJob) -> TagJob:
    """What it has done so far stays, and can be undone. Stopping what is done changes nothing."""
    ensure(rules.can_change_tag_job(viewer, job))
    hold_standing(viewer, None)
    running = TagJob.objects.filter(pk=job.pk, state=TagJobState.RUNNING)
    if running.update(state=TagJobState.STOPPED, finished_at=clock.now(), question={}):
        record(verbs.TAG_JOB_STOPPED, viewer=viewer, target=job, tag=job.tag_id)
    return fresh(job)


@transaction.atomic
def undo_tag_job(viewer: Any, job: TagJob) -> TagJob:
    """
    Take back exactly what the job did: what others gave or took since stays. Asking twice changes nothing.

    Raises Conflict `still_at_work`, or `too_late` a week after its end.
    """
    ensure(rules.can_change_tag_job(viewer, job))
    hold_standing(viewer, None)
    ended = TagJob.objects.filter(pk=job.pk, state__in=[TagJobState.DONE, TagJobState.STOPPED])
    in_time = ended.filter(finished_at__gt=clock.now() - UNDO_FOR)
    if in_time.update(state=TagJobState.UNDOING, due_at=clock.now(), attempts=0, finished_at=None):
        record(verbs.TAG_JOB_UNDONE, viewer=viewer, target=job, tag=job.tag_id)
        later("members.tag_jobs")
    elif ended.exists():
        raise Conflict(_("The week in which this could be undone is over."), code="too_late")
    elif TagJob.objects.filter(pk=job.pk, state=TagJobState.RUNNING).exists():
        raise Conflict(_("Stop it first, or wait until it is done."), code="still_at_work")
    return fresh(job)


def fresh(job: TagJob) -> TagJob:
    return TagJob.objects.select_related("tag", "asked_by").get(pk=job.pk)
