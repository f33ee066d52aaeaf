"""One space in the console: its settings, and archiving and restoring it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brands.links import brand_url
from core.decisions import ensure
from core.errors import Conflict
from core.forms import attempt
from spaces.actions import archive_space, restore_space, update_space
from spaces.forms import SpaceForm, with_question_added, with_question_removed
from spaces.links import home_url
from spaces.models import Space
from spaces.queries import get_space
from spaces.rules import can_manage_space


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, space: str) -> HttpResponse:
    here = get_space(request.viewer, space)
    ensure(can_manage_space(request.viewer, here))
    if request.method != "POST":
        return _page(request, here, SpaceForm(space=here))
    if (button := request.POST.get("rows", "")) == "add":
        return _page(request, here, SpaceForm(with_question_added(request.POST), space=here).leave_unchecked())
    if button.isdecimal():
        values = with_question_removed(request.POST, int(button))
        return _page(request, here, SpaceForm(values, space=here).leave_unchecked())
    return _save(request, here)


def _save(request: HttpRequest, space: Space) -> HttpResponse:
    form = SpaceForm(request.POST, request.FILES, space=space)
    try:
        saved = attempt(form, lambda **fields: update_space(request.viewer, space, **fields))
    except Conflict:
        form.accept_version(space.version)
        return _page(request, space, form, status=409)
    if saved is None:
        return _page(request, space, form, status=422)
    messages.success(request, _("Saved."))
    return redirect(brand_url("spaces:settings", space=space.public_id))


def _page(request: HttpRequest, space: Space, form: SpaceForm, status: int = 200) -> HttpResponse:
    context = {"space": space, "form": form, "url": home_url(space)}
    return render(request, "spaces/settings.html", context, status=status)


@require_POST
def archive(request: HttpRequest, space: str) -> HttpResponse:
    here = archive_space(request.viewer, get_space(request.viewer, space))
    messages.success(request, _("%(name)s is archived. Its members can still read it.") % {"name": here.name})
    return redirect(brand_url("spaces:settings", space=here.public_id))


@require_POST
def restore(request: HttpRequest, space: str) -> HttpResponse:
    here = restore_space(request.viewer, get_space(request.viewer, space))
    messages.success(request, _("%(name)s is open again.") % {"name": here.name})
    return redirect(brand_url("spaces:settings", space=here.public_id))
