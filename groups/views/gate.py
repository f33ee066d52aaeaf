"""The front page of a group: the gate for those outside, the club for those inside."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.decisions import ensure
from core.errors import Conflict, Invalid, NotVisible
from core.forms import attempt, show
from groups.forms import AnswerForm, ApplicationForm
from groups.queries import steps_of
from groups.views.club import club
from members import queries
from members.actions import answer_question, apply_to_space, withdraw_application
from members.models import Application
from members.models.application import ApplicationState
from members.queries.arrival import after_arrival
from members.rules import can_apply
from spaces.links import home_url
from spaces.models import Space
from spaces.rules import can_read_space


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if can_read_space(request.viewer, request.space):
        return club(request)
    return _gate(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Kept answers and a complaint beside each that does not do; a second application is told apart from a mistake."""
    space = request.space
    if request.method != "POST":
        return redirect(home_url(space) + "#apply")
    ensure(can_apply(request.viewer, space))
    form = ApplicationForm(space.questions, request.POST)
    if not form.is_valid():
        return _gate(request, form)
    try:
        made = apply_to_space(request.viewer, space, answers=form.answers)
    except Invalid as error:
        show(form, error)
        return _gate(request, form)
    except Conflict as error:
        messages.warning(request, str(error))
        return redirect(home_url(space))
    _tell(request, space, made)
    return redirect(after_arrival(request.viewer, home_url(made.space)))


def _tell(request: HttpRequest, space: Space, made: Application) -> None:
    names = {"full": space.name, "space": made.space.name}
    if made.state == ApplicationState.DECLINED:
        messages.warning(request, _("Your application was declined. The reason is below."))
    elif made.state == ApplicationState.APPROVED:
        messages.success(request, _("You are in: welcome to %(space)s") % names)
    elif made.state == ApplicationState.QUEUED:
        messages.success(request, _("You are approved, and %(space)s is full") % names)
    elif made.space != space:
        words = _("%(full)s is full, so your application goes to %(space)s: the same group, with room.")
        messages.success(request, words % names)
    else:
        messages.success(request, _("Your application is on its way to the admins."))


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    application = _mine(request)
    try:
        withdraw_application(request.viewer, application)
        messages.success(request, _("You withdrew your application. You can apply again at any time."))
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect(home_url(request.space))


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    application, form = _mine(request), AnswerForm(request.POST)
    try:
        done = attempt(form, lambda **fields: answer_question(request.viewer, application, **fields))
    except Conflict as error:
        messages.warning(request, str(error))
        return redirect(home_url(request.space))
    if done is None:
        return _gate(request, None, form)
    messages.success(request, _("Your answer is on its way to the admins."))
    return redirect(home_url(request.space))


def _mine(request: HttpRequest) -> Application:
    application = queries.application_for(request.viewer, request.space)
    if application is None:
        raise NotVisible
    return application


def _gate(request: HttpRequest, form: ApplicationForm | None, answer_form: AnswerForm | None = None) -> HttpResponse:
    viewer, space = request.viewer, request.space
    application = queries.application_for(viewer, space)
    is_waiting = application is not None and application.is_open
    may_apply = can_apply(viewer, space)
    invitation = queries.invitation_to(viewer, space)
    if form is None and may_apply and not is_waiting and invitation is None:
        form = ApplicationForm(space.questions)
    news = application if application is not None and application.state != ApplicationState.APPROVED else None
    context: dict[str, Any] = {
        "space": space,
        "application": news,  # an approval of someone who has since left says nothing about today
        "steps": steps_of(news, queries.place_in_line(news)) if news else [],
        "is_waiting": is_waiting,
        "invitation": invitation,
        "is_asked": is_waiting and application.state == ApplicationState.ASKED,
        "follow_ups": queries.follow_ups_of(news) if news and is_waiting else [],
        "answer_form": answer_form or AnswerForm(),
        "moved": queries.moved_from(viewer, space) if not is_waiting else None,
        "form": form,
        "may_apply": bool(may_apply),
        "why_not": "" if may_apply or not viewer.is_authenticated else may_apply.reason,
        "admins": queries.admins_of(space) if viewer.member is not None else [],
        "section": "groups",
    }
    wrong = any(one is not None and one.errors for one in (form, answer_form))
    return render(request, "groups/gate.html", context, status=422 if wrong else 200)
