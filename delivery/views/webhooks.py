"""Webhooks in the console: set up, looked after and taken away by the owner. Each secret is shown in one answer only."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from brands.links import brand_url
from core.decisions import ensure
from core.errors import Conflict, NotVisible
from core.forms import attempt
from core.paging import next_url, page_of
from delivery import actions
from delivery.forms import WebhookForm
from delivery.models import WebhookEndpoint
from delivery.queries import (
    endpoints_of,
    get_endpoint,
    get_webhook_delivery,
    log_of,
    spaces_known,
    spaces_told_of,
)
from delivery.rules import can_manage_webhooks


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """The new secret is shown in the answer to the very request that made it, and in no other."""
    ensure(can_manage_webhooks(request.viewer))
    form = WebhookForm(request.viewer, request.POST or None)
    if request.method == "POST":
        try:
            made = attempt(form, lambda **fields: actions.create_endpoint(request.viewer, **fields))
        except Conflict as conflict:  # there are as many as there can be
            form.add_error(None, str(conflict))
            made = None
        if made is not None:
            return _page(request, made, secret=made.secret)
    context = {"form": form, "webhooks": endpoints_of(request.viewer)}
    return render(request, "delivery/webhooks.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: HttpRequest, webhook: str) -> HttpResponse:
    endpoint = get_endpoint(request.viewer, webhook)
    if request.method != "POST":
        return _page(request, endpoint)
    form = WebhookForm(request.viewer, request.POST, endpoint=endpoint)
    if attempt(form, partial(actions.change_endpoint, request.viewer, endpoint)) is None:
        return _page(request, endpoint, form=form)
    messages.success(request, _("Saved. This counts from the next message on."))
    return _back(endpoint)


@never_cache
@require_POST
def secret(request: HttpRequest, webhook: str) -> HttpResponse:
    endpoint = actions.change_secret(request.viewer, get_endpoint(request.viewer, webhook))
    return _page(request, endpoint, secret=endpoint.secret)


@require_POST
def turn(request: HttpRequest, webhook: str, turn: str) -> HttpResponse:
    """Test, pause, resume."""
    turns: dict[str, Any] = {
        "ping": (actions.ping_endpoint, _("The test message is on its way. Look at the log in a moment.")),
        "pause": (actions.pause_endpoint, _("Paused. What happens from now on is not told.")),
        "resume": (actions.resume_endpoint, _("It is on again.")),
    }
    endpoint = get_endpoint(request.viewer, webhook)
    if turn not in turns:
        raise NotVisible
    act, said = turns[turn]
    act(request.viewer, endpoint)
    messages.success(request, said)
    return _back(endpoint)


@require_POST
def send_again(request: HttpRequest, webhook: str, sent: str) -> HttpResponse:
    endpoint = get_endpoint(request.viewer, webhook)
    actions.send_again(request.viewer, get_webhook_delivery(request.viewer, endpoint, sent))
    messages.success(request, _("It is sent once more. What it says is made anew."))
    return _back(endpoint)


@require_POST
def delete(request: HttpRequest, webhook: str) -> HttpResponse:
    endpoint = get_endpoint(request.viewer, webhook)
    actions.delete_endpoint(request.viewer, endpoint)
    messages.success(request, _("%(label)s is deleted.") % {"label": endpoint.label})
    return redirect(brand_url("delivery:webhooks"))


def _back(endpoint: WebhookEndpoint) -> HttpResponse:
    return redirect(brand_url("delivery:webhook", webhook=endpoint.public_id))


def _page(
    request: HttpRequest, endpoint: WebhookEndpoint, *, form: WebhookForm | None = None, secret: str = ""
) -> HttpResponse:
    viewer = request.viewer
    sent, mark = page_of(log_of(viewer, endpoint), request.GET.get("after", ""))
    context = {
        "webhook": endpoint,
        "sent": sent,
        "next_url": next_url(request.GET, mark),
        "secret": secret,
    }
    context |= {
        "form": form or WebhookForm(viewer, endpoint=endpoint),
        "spaces": spaces_told_of(viewer, endpoint, spaces_known(viewer)),
    }
    return render(request, "delivery/webhook.html", context, status=422 if form is not None else 200)
