"""The install's front door: straight to its one brand, a directory of several, or the first set-up."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import create_first_operator
from accounts.queries import has_accounts
from brands.links import brand_url
from brands.models import Brand
from brands.queries import brands_for_directory
from brands.rules import can_create_brand
from core.errors import NotVisible
from core.forms import attempt
from core.tenancy import activate
from home.forms import SetUpForm

SIGN_IN_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    brands = brands_for_directory()
    if len(brands) == 1:
        return redirect(root_of(brands[0]))
    if not brands and not has_accounts():
        return redirect("install:set_up")
    doors = [{"brand": brand, "url": root_of(brand)} for brand in brands]
    return render(request, "home/landing.html", {"doors": doors, "may_open": bool(can_create_brand(request.user))})


def root_of(brand: Brand) -> str:
    with activate(brand):
        return brand_url("home:brand")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Only while there is no account at all; the action asks again under its lock."""
    if has_accounts():
        raise NotVisible
    form = SetUpForm(request.POST or None)
    if request.method == "POST":
        user = attempt(form, create_first_operator, language=getattr(request, "LANGUAGE_CODE", ""))
        if user is not None:
            login(request, user, backend=SIGN_IN_BACKEND)
            return redirect("install:open_brand")
    return render(request, "home/set_up.html", {"form": form}, status=422 if form.errors else 200)
