"""Tags given to, or taken off, many people at once: what is at work, how far it is, stopping and undoing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brands.links import brand_url
from core.decisions import ensure
from core.errors import Conflict, NotVisible
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from members import queries
from members.actions import stop_tag_job, undo_tag_job
from members.models.tag_job import UNDO_FOR, TagJobState
from members.rules import can_change_tag_job, can_tag_members

TURNS = {"stop": stop_tag_job, "undo": undo_tag_job}


@require_safe
def tag_jobs(request: HttpRequest) -> HttpResponse:
    ensure(can_tag_members(request.viewer))
    page, mark = page_of(queries.tag_jobs_for(request.viewer), request.GET.get("after", ""))
    return render(request, "members/tag_jobs.html", {"jobs": page, "next_url": next_url(request.GET, mark)})


@require_safe
def tag_job(request: HttpRequest, job: str) -> HttpResponse:
    found = queries.get_tag_job(request.viewer, job)
    may_change = bool(can_change_tag_job(request.viewer, found))
    context = {
        "job": found,
        "may_stop": may_change and found.state == TagJobState.RUNNING,
        "may_undo": may_change and found.can_be_undone,
        "undo_until": found.finished_at + UNDO_FOR if found.finished_at else None,
    }
    return render(request, "members/_tag_job.html" if wants_fragment(request) else "members/tag_job.html", context)


@require_POST
def turn_tag_job(request: HttpRequest, job: str, turn: str) -> HttpResponse:
    if turn not in TURNS:
        raise NotVisible
    found = queries.get_tag_job(request.viewer, job)
    try:
        TURNS[turn](request.viewer, found)
    except Conflict as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("It stops here.") if turn == "stop" else _("It is being undone."))
    return redirect(brand_url("members:tag_job", job=found.public_id))
