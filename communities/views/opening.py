"""Opening a community, in the console."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brands.links import brand_url
from communities.actions import create_community
from communities.forms import OpenCommunityForm
from core.decisions import ensure
from core.forms import attempt
from spaces.rules import can_create_space


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    ensure(can_create_space(request.viewer))
    form = OpenCommunityForm(request.POST or None)
    if request.method == "POST":
        space = attempt(form, lambda **fields: create_community(request.viewer, request.brand, **fields))
        if space is not None:
            messages.success(request, _("%(name)s is open.") % {"name": space.name})
            return redirect(brand_url("spaces:settings", space=space.public_id))
    return render(request, "communities/create.html", {"form": form}, status=422 if form.errors else 200)
