"""One application at the desk: the answers, the person behind them, and the decision."""

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
from core.forms import attempt
from groups.forms import AskForm, DeclineForm
from groups.views.desk import back_to_desk
from members import queries
from members.actions import approve_application, ask_applicant, decline_application, undo_decision
from members.models import Application
from members.models.application import ApplicationState
from members.rules import can_decide_application, can_open_desk, can_see_application, can_undo_decision


@require_safe
def application(request: HttpRequest, application: str) -> HttpResponse:
    return _page(request, _found(request, application))


@require_POST
def approve(request: HttpRequest, application: str) -> HttpResponse:
    asked = _found(request, application)
    try:
        decided = approve_application(request.viewer, asked)
    except Conflict as error:
        return _told(request, asked, error)
    name = {"name": decided.member.display_name, "space": decided.space.name}
    if decided.state == ApplicationState.QUEUED:
        words = _("%(name)s is approved and gets in as soon as %(space)s has a free place.")
        messages.success(request, words % name)
    else:
        messages.success(request, _("%(name)s is now a member of %(space)s.") % name)
    return back_to_desk(request)


@require_POST
def decline(request: HttpRequest, application: str) -> HttpResponse:
    asked = _found(request, application)
    form = DeclineForm(request.POST, spaces=[asked.space])
    if not form.is_valid():
        return _page(request, asked, form=form)
    try:
        decline_application(request.viewer, asked, reason=form.reason)
    except Invalid as error:
        form.add_error("words", str(error.fields.get("reason", error)))
        return _page(request, asked, form=form)
    except Conflict as error:
        return _told(request, asked, error)
    messages.success(request, _("Declined. %(name)s reads your reason.") % {"name": asked.member.display_name})
    return back_to_desk(request)


@require_POST
def ask(request: HttpRequest, application: str) -> HttpResponse:
    asked, form = _found(request, application), AskForm(request.POST)
    try:
        done = attempt(form, lambda **fields: ask_applicant(request.viewer, asked, **fields))
    except Conflict as error:
        return _told(request, asked, error)
    if done is None:
        return _page(request, asked, ask_form=form)
    words = _("Asked. You are told when %(name)s answers.")
    messages.success(request, words % {"name": asked.member.display_name})
    return back_to_desk(request)


@require_POST
def undo(request: HttpRequest, application: str) -> HttpResponse:
    decided = _found(request, application)
    try:
        undo_decision(request.viewer, decided)
    except Conflict as error:
        return _told(request, decided, error)
    messages.success(request, _("Undone. The application waits again."))
    return redirect(brand_url("groups:application", application=decided.public_id))


def _found(request: HttpRequest, public_id: str) -> Application:
    ensure(can_open_desk(request.viewer))
    found = queries.get_application(request.viewer, public_id)
    ensure(can_see_application(request.viewer, found))
    return found


def _told(request: HttpRequest, asked: Application, error: Conflict) -> HttpResponse:
    """Another admin was faster: the page shows how it stands now."""
    messages.warning(request, str(error))
    return redirect(brand_url("groups:application", application=asked.public_id))


def _page(request: HttpRequest, asked: Application, **forms: Any) -> HttpResponse:
    viewer = request.viewer
    waits = asked.state == ApplicationState.WAITING
    others = queries.desk(viewer)
    context = {
        "application": asked,
        "person": asked.member,
        "memberships": queries.memberships_shown(viewer, asked.member),
        "endings": queries.endings_shown(viewer, asked.member),
        "counts": counts_of(viewer, asked.member),
        "earlier": queries.earlier_applications(viewer, asked),
        "follow_ups": queries.follow_ups_of(asked),
        "may_decide": asked.is_undecided and bool(can_decide_application(viewer, asked)),
        "may_ask": waits and bool(can_decide_application(viewer, asked)),
        "may_undo": asked.may_still_be_undone and bool(can_undo_decision(viewer, asked)),
        "form": forms.get("form") or DeclineForm(spaces=[asked.space]),
        "ask_form": forms.get("ask_form") or AskForm(),
        "next_one": others.filter(pk__gt=asked.pk).first() if waits else None,
        "previous_one": others.filter(pk__lt=asked.pk).last() if waits else None,
    }
    wrong = any(one.errors for one in forms.values())
    return render(request, "groups/application.html", context, status=422 if wrong else 200)
