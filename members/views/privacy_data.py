"""Downloading what is held, and being forgotten."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.fresh import proved_again
from brands.links import brand_url
from core.decisions import ensure
from core.errors import Conflict, NotAllowed, NotVisible
from core.forms import attempt
from core.htmx import wants_fragment
from core.viewing import open_to_banned
from members.actions import request_erasure, request_export, withdraw_erasure
from members.actions.data_requests import GRACE
from members.forms import ForgetForm
from members.models import DataRequest
from members.models.data_request import RequestKind, RequestScope
from members.queries.data_requests import get_data_request, own_requests
from members.rules import can_be_forgotten, can_fetch_export, can_request_data
from members.views.privacy import tabs


@open_to_banned
@require_safe
def privacy_data(request: HttpRequest) -> HttpResponse:
    ensure(can_request_data(request.viewer))
    mine = own_requests(request.viewer)
    exports = [one for one in mine if one.kind == RequestKind.EXPORT]
    context = {
        "tabs": tabs("privacy_data", request.viewer),
        "exports": exports,
        "erasures": [one for one in mine if one.kind == RequestKind.ERASURE],
        "is_working": any(one.is_open for one in exports),
        "may_ask": not any(one.is_open for one in exports),
        "grace_hours": int(GRACE.total_seconds() // 3600),
    }
    template = "members/_exports.html" if wants_fragment(request) else "members/privacy_data.html"
    return render(request, template, context)


@open_to_banned
@require_POST
def ask_export(request: HttpRequest) -> HttpResponse:
    scope = RequestScope.ACCOUNT if request.POST.get("scope") == RequestScope.ACCOUNT else RequestScope.BRAND
    try:
        request_export(request.viewer, scope=scope)
        messages.success(request, _("We put your data together. A notice tells you when it is ready."))
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect(brand_url("members:privacy_data"))


@open_to_banned
@require_safe
def export_file(request: HttpRequest, request_id: str) -> HttpResponse:
    """What is another's is refused before anybody is asked for a password."""
    found = get_data_request(request.viewer, request_id)
    if found.account_id != request.viewer.account_id:
        ensure(can_fetch_export(request.viewer, found))
    return _fetched(request, found)


@proved_again
def _fetched(request: HttpRequest, found: DataRequest) -> FileResponse:
    ensure(can_fetch_export(request.viewer, found))
    try:
        packed = found.file.open()
    except FileNotFoundError as error:
        raise NotVisible from error
    name = f"{request.brand.slug}-{found.requested_at:%Y-%m-%d}.zip"
    response = FileResponse(packed, as_attachment=True, filename=name, content_type="application/zip")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@open_to_banned
@require_http_methods(["GET", "HEAD", "POST"])
@proved_again
def forget(request: HttpRequest) -> HttpResponse:
    """What happens, what is chosen, and a tick. It begins after the grace and can be taken back until then."""
    viewer = request.viewer
    refused = {scope: can_be_forgotten(viewer, scope) for scope in RequestScope.values}
    form = ForgetForm(request.POST or None, initial={"scope": _first_open(refused)})
    if request.method == "POST":
        try:
            asked = attempt(form, lambda **given: _ask(viewer, given))
        except (Conflict, NotAllowed) as error:
            form.add_error(None, str(error))
            asked = None
        if asked is not None:
            messages.success(request, _("Your deletion is planned. You can take it back until it begins."))
            return redirect(brand_url("members:privacy_data"))
    context = {
        "tabs": tabs("privacy_data", request.viewer),
        "form": form,
        "refused": [str(one.reason) for one in refused.values() if not one],
        "may_ask": any(refused.values()),
        "grace_hours": int(GRACE.total_seconds() // 3600),
    }
    return render(request, "members/forget.html", context, status=422 if form.errors else 200)


def _first_open(refused: dict[str, Any]) -> str:
    return next((scope for scope, decision in refused.items() if decision), RequestScope.BRAND)


def _ask(viewer: Any, given: dict[str, Any]) -> Any:
    return request_erasure(viewer, scope=given["scope"], keep_posts=given["posts"] == "nameless")


@open_to_banned
@require_POST
def withdraw(request: HttpRequest, request_id: str) -> HttpResponse:
    try:
        withdraw_erasure(request.viewer, get_data_request(request.viewer, request_id))
        messages.success(request, _("Taken back. Everything stays as it is."))
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect(brand_url("members:privacy_data"))
