"""Joining and leaving an open community."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import NotAllowed
from members.actions import join_space, leave_space
from members.queries.arrival import after_arrival
from spaces.links import home_url


@require_POST
def join(request: HttpRequest) -> HttpResponse:
    try:
        join_space(request.viewer, request.space)
    except NotAllowed as error:
        if error.code != "sign_in_required":
            raise
        return redirect_to_login(home_url(request.space))
    messages.success(request, _("Welcome to %(name)s.") % {"name": request.space.name})
    return redirect(after_arrival(request.viewer, home_url(request.space)))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    leave_space(request.viewer, request.space)
    messages.success(request, _("You have left %(name)s. What you wrote stays.") % {"name": request.space.name})
    return redirect(home_url(request.space))
