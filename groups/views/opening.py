"""Opening a group, in the console."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brands.links import brand_url
from core.decisions import ensure
from core.forms import attempt
from groups.actions import create_group
from groups.forms import OpenGroupForm
from spaces.rules import can_create_space


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    ensure(can_create_space(request.viewer))
    form = OpenGroupForm(request.POST or None)
    if request.method == "POST":
        space = attempt(form, lambda **fields: create_group(request.viewer, request.brand, **fields))
        if space is not None:
            messages.success(request, _("%(name)s is open.") % {"name": space.name})
            return redirect(brand_url("spaces:settings", space=space.public_id))
    return render(request, "groups/create.html", {"form": form}, status=422 if form.errors else 200)
