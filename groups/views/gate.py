"""The front page of a group: the gate for those outside, the club for those inside."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.decisions import ensure
from core.errors import Conflict, Invalid, NotVisible
from core.forms import show
from groups.forms import ApplicationForm
from groups.queries import steps_of
from groups.views.club import club
from members.actions import apply_to_space, withdraw_application
from members.models.application import ApplicationState
from members.queries import admins_of, application_for, invitation_to
from members.rules import can_apply
from spaces.links import home_url
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
        apply_to_space(request.viewer, space, answers=form.answers)
    except Invalid as error:
        show(form, error)
        return _gate(request, form)
    except Conflict as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Your application is on its way to the admins."))
    return redirect(home_url(space))


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    application = application_for(request.viewer, request.space)
    if application is None:
        raise NotVisible
    try:
        withdraw_application(request.viewer, application)
        messages.success(request, _("You withdrew your application. You can apply again at any time."))
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect(home_url(request.space))


def _gate(request: HttpRequest, form: ApplicationForm | None) -> HttpResponse:
    viewer, space = request.viewer, request.space
    application = application_for(viewer, space)
    is_waiting = application is not None and application.state == ApplicationState.WAITING
    may_apply = can_apply(viewer, space)
    invitation = invitation_to(viewer, space)
    if form is None and may_apply and not is_waiting and invitation is None:
        form = ApplicationForm(space.questions)
    context: dict[str, Any] = {
        "space": space,
        "application": application if _is_news(application) else None,
        "steps": steps_of(application) if application and _is_news(application) else [],
        "is_waiting": is_waiting,
        "invitation": invitation,
        "form": form,
        "may_apply": bool(may_apply),
        "why_not": "" if may_apply or not viewer.is_authenticated else may_apply.reason,
        "admins": admins_of(space) if viewer.member is not None else [],
        "section": "groups",
    }
    return render(request, "groups/gate.html", context, status=422 if form is not None and form.errors else 200)


def _is_news(application: Any) -> bool:
    """An approval of someone who has since left says nothing about today."""
    return application is not None and application.state != ApplicationState.APPROVED
