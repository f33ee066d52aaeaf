"""Tag jobs: the list, one of them, and whom one is about."""

from typing import Any

from django.db.models import QuerySet

from core.errors import NotVisible
from members.models import BrandMember, TagJob
from members.queries.filters import filter_again, people_for
from members.segments.compile import people_matching


def tag_jobs_for(viewer: Any) -> QuerySet[TagJob]:
    return TagJob.objects.visible_to(viewer).select_related("tag", "asked_by").order_by("-id")


def get_tag_job(viewer: Any, public_id: str) -> TagJob:
    found = tag_jobs_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def people_of(viewer: Any, job: TagJob) -> QuerySet[BrandMember] | None:
    """Whoever fits now and was there at the start. None when the question cannot be asked any more."""
    if "rule" in job.question:
        found = people_matching(job.question["rule"])
    else:
        wanted = filter_again(job.question.get("filter", {"tag": 0}))
        if wanted is None:
            return None
        found = people_for(viewer, wanted)
    return found.filter(pk__lte=job.last_member_id)
