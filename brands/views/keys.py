"""API keys in the console: the owner makes them, sees each once, and takes them back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from brands.actions import create_key, revoke_key
from brands.forms import KeyForm
from brands.links import brand_url
from brands.queries import get_key, keys_of
from brands.rules import can_manage_keys
from core.decisions import ensure
from core.forms import attempt


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """The new key is shown in the answer to the very request that made it, and in no other."""
    ensure(can_manage_keys(request.viewer, request.brand))
    form, secret = KeyForm(request.POST or None), ""
    if request.method == "POST":
        made = attempt(form, lambda **fields: create_key(request.viewer, request.brand, **fields))
        if made is not None:
            secret, form = made[1], KeyForm()
    context = {"form": form, "secret": secret, "keys": keys_of(request.brand)}
    return render(request, "brands/keys.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: HttpRequest, key: str) -> HttpResponse:
    ensure(can_manage_keys(request.viewer, request.brand))
    revoked = revoke_key(request.viewer, get_key(request.brand, key))
    messages.success(request, _("%(label)s is revoked.") % {"label": revoked.label})
    return redirect(brand_url("brands:keys"))
