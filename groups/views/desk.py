"""The admissions desk: who asks to be let in, filtered, and many decided on at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from brands.links import brand_url
from core.decisions import ensure
from core.errors import Invalid
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from groups.forms import BulkDeclineForm, DeskForm
from groups.queries import admitting, rules_used
from members import queries
from members.actions import decide_many
from members.actions.bulk import MOST_AT_ONCE, Outcome
from members.models import Application
from members.models.application import ApplicationState
from members.rules import can_open_desk


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The longest waiting first. What the address asks for and does not exist counts as not asked for."""
    viewer = request.viewer
    ensure(can_open_desk(viewer))
    groups = list(admitting(viewer))
    form = DeskForm(request.GET, groups=groups, rules=rules_used(groups))
    wanted = form.wanted
    waits = wanted.state == ApplicationState.WAITING
    found, mark = page_of(queries.desk(viewer, wanted), request.GET.get("after", ""), rising=waits)
    context = {
        "applications": found,
        "next_url": next_url(request.GET, mark),
        "form": form,
        "decides": waits,
        "waiting": sum(queries.waiting_counts(viewer).values()),
        "states": _states(request.GET, wanted.state),
        "is_filtered": form.is_filtered or not waits,
        "back": _kept(request.GET, after=None),
    }
    template = "groups/_desk_rows.html" if wants_fragment(request) else "groups/desk.html"
    return render(request, template, context)


def _states(query: QueryDict, current: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": f"?{_kept(query, state=value, after=None)}", "current": value == current}
        for value, label in ApplicationState.choices
    ]


def _kept(query: QueryDict, **changes: str | None) -> str:
    """The filters of this page with some changed; None takes one away."""
    kept = query.copy()
    for name, value in changes.items():
        kept.pop(name, None)
        if value is not None:
            kept[name] = value
    return kept.urlencode()


def back_to_desk(request: HttpRequest) -> HttpResponse:
    """The list as it was filtered. Only a query comes from the form, so it leads nowhere else."""
    kept = QueryDict(request.POST.get("back", "")[:500]).urlencode()
    return redirect(brand_url("groups:desk") + (f"?{kept}" if kept else ""))


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Approve or decline the chosen ones; declining asks for the reason on a page of its own."""
    viewer = request.viewer
    ensure(can_open_desk(viewer))
    ids = request.POST.getlist("ids")
    if not ids:
        messages.warning(request, _("Choose at least one application first."))
        return back_to_desk(request)
    if request.POST.get("do") == "decline":
        return _decline(request, ids)
    return _done(request, _outcomes(request, ids, decision="approve"))


def _decline(request: HttpRequest, ids: list[str]) -> HttpResponse:
    chosen = list(
        queries.decidable(request.viewer).filter(public_id__in=ids[:MOST_AT_ONCE]).select_related("member", "space")
    )
    form = BulkDeclineForm(request.POST if "words" in request.POST else None, spaces={one.space for one in chosen})
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "chosen": chosen, "back": request.POST.get("back", "")[:500]}
        return render(request, "groups/decline_many.html", context, status=422 if form.is_bound else 200)
    return _done(request, _outcomes(request, ids, decision="decline", reason=form.reason))


def _outcomes(request: HttpRequest, ids: list[str], **decision: str) -> list[Outcome]:
    try:
        return decide_many(request.viewer, ids, **decision)  # type: ignore[arg-type]
    except Invalid as error:
        messages.warning(request, str(error))
        return []


def _done(request: HttpRequest, outcomes: list[Outcome]) -> HttpResponse:
    """All went well: back to the list with one sentence. Otherwise a page says what became of each."""
    if outcomes and all(not one.code for one in outcomes):
        count = len(outcomes)
        words = ngettext("%(count)d application is decided.", "%(count)d applications are decided.", count)
        messages.success(request, words % {"count": count})
    if all(not one.code for one in outcomes) and not any(_is_queued(one.application) for one in outcomes):
        return back_to_desk(request)
    rows = [{"application": one.application, "failed": bool(one.code), "message": one.message} for one in outcomes]
    failed = sum(row["failed"] for row in rows)
    context = {"rows": rows, "failed": failed, "done": len(rows) - failed}
    return render(request, "groups/decided.html", context)


def _is_queued(application: Application | None) -> bool:
    return application is not None and application.state == ApplicationState.QUEUED
