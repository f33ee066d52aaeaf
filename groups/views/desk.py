"""The admissions desk: who asks to be let in, and the decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brands.links import brand_url
from content.queries import counts_of
from core.decisions import ensure
from core.errors import Conflict, Invalid
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from groups.forms import DeclineForm
from groups.queries import admitting
from members import queries
from members.actions import approve_application, decline_application
from members.models import Application
from members.models.application import ApplicationState
from members.rules import can_decide_application, can_open_desk, can_see_application


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The longest waiting first; decided ones with the latest first."""
    viewer = request.viewer
    ensure(can_open_desk(viewer))
    groups = list(admitting(viewer))
    group = next((one for one in groups if one.public_id == request.GET.get("group")), None)
    state = request.GET.get("state", "")
    state = state if state in ApplicationState.values else ApplicationState.WAITING.value
    waits = state == ApplicationState.WAITING
    found, mark = page_of(queries.desk(viewer, group, state), request.GET.get("after", ""), rising=waits)
    context = {
        "applications": found,
        "next_url": next_url(request.GET, mark),
        "groups": groups,
        "group": group,
        "waiting": sum(queries.waiting_counts(viewer).values()),
        "state": state,
        "states": _states(state, group),
        "is_filtered": bool(group) or not waits,
    }
    template = "groups/_desk_rows.html" if wants_fragment(request) else "groups/desk.html"
    return render(request, template, context)


def _states(current: str, group: Any) -> list[dict[str, Any]]:
    kept = f"&group={group.public_id}" if group else ""
    return [
        {"label": label, "url": f"?state={value}{kept}", "current": value == current}
        for value, label in ApplicationState.choices
    ]


@require_safe
def application(request: HttpRequest, application: str) -> HttpResponse:
    return _page(request, _found(request, application), DeclineForm())


@require_POST
def approve(request: HttpRequest, application: str) -> HttpResponse:
    asked = _found(request, application)
    try:
        approve_application(request.viewer, asked)
    except Conflict as error:
        return _told(request, asked, error)
    name = {"name": asked.member.display_name, "space": asked.space.name}
    messages.success(request, _("%(name)s is now a member of %(space)s.") % name)
    return redirect(brand_url("groups:desk"))


@require_POST
def decline(request: HttpRequest, application: str) -> HttpResponse:
    asked, form = _found(request, application), DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, form)
    try:
        decline_application(request.viewer, asked, reason=form.reason)
    except Invalid as error:
        form.add_error("words", str(error.fields.get("reason", error)))
        return _page(request, asked, form)
    except Conflict as error:
        return _told(request, asked, error)
    messages.success(request, _("Declined. %(name)s reads your reason.") % {"name": asked.member.display_name})
    return redirect(brand_url("groups:desk"))


def _found(request: HttpRequest, public_id: str) -> Application:
    ensure(can_open_desk(request.viewer))
    found = queries.get_application(request.viewer, public_id)
    ensure(can_see_application(request.viewer, found))
    return found


def _told(request: HttpRequest, asked: Application, error: Conflict) -> HttpResponse:
    """Another admin was faster, or the group is full: the page shows how it stands now."""
    messages.warning(request, str(error))
    return redirect(brand_url("groups:application", application=asked.public_id))


def _page(request: HttpRequest, asked: Application, form: DeclineForm) -> HttpResponse:
    viewer = request.viewer
    waits = asked.state == ApplicationState.WAITING
    others = queries.desk(viewer).filter(pk__gt=asked.pk)
    context = {
        "application": asked,
        "person": asked.member,
        "memberships": queries.memberships_shown(viewer, asked.member),
        "counts": counts_of(viewer, asked.member),
        "earlier": queries.earlier_applications(asked),
        "may_decide": waits and bool(can_decide_application(viewer, asked)),
        "form": form,
        "next_one": others.first() if waits else None,
    }
    return render(request, "groups/application.html", context, status=422 if form.errors else 200)
