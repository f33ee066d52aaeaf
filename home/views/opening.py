"""Opening a brand: operators of the install."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brands.rules import can_create_brand
from core.decisions import ensure
from core.forms import attempt
from home.actions import open_brand
from home.forms import OpenBrandForm
from home.views.landing import root_of


@require_http_methods(["GET", "HEAD", "POST"])
def open_a_brand(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    ensure(can_create_brand(request.user))
    form = OpenBrandForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        brand = attempt(form, lambda **fields: open_brand(request.user, **fields))
        if brand is not None:
            messages.success(request, _("%(name)s is open.") % {"name": brand.name})
            return redirect(root_of(brand))
    return render(request, "home/open_brand.html", {"form": form}, status=422 if form.errors else 200)
