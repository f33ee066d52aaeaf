"""The brand's name, look, time zone and language, in the console."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brands.actions import update_brand
from brands.forms import BrandForm
from brands.links import brand_url
from brands.rules import can_manage_brand
from core.decisions import ensure
from core.errors import Conflict
from core.forms import attempt


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    ensure(can_manage_brand(request.viewer, request.brand))
    if request.method != "POST":
        return _page(request, BrandForm(brand=request.brand))
    form = BrandForm(request.POST, request.FILES, brand=request.brand)
    try:
        saved = attempt(form, lambda **fields: update_brand(request.viewer, request.brand, **fields))
    except Conflict:
        form.accept_version(request.brand.version)
        return _page(request, form, status=409)
    if saved is None:
        return _page(request, form, status=422)
    messages.success(request, _("Saved."))
    return redirect(brand_url("brands:settings"))


def _page(request: HttpRequest, form: BrandForm, status: int = 200) -> HttpResponse:
    return render(request, "brands/settings.html", {"form": form}, status=status)
