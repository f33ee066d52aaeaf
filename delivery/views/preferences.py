"""Which notices reach the reader over which channel."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delivery.actions import set_preferences
from delivery.models import Channel
from delivery.queries import switches


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """A switch that is off is absent from the form: so every switch the form had is set."""
    offered = switches(request.viewer)
    if request.method == "POST":
        ticked = set(request.POST.getlist("on"))
        changed = {(one.kind, one.channel): one.name in ticked for one in offered if one.is_on != (one.name in ticked)}
        set_preferences(request.viewer, changed)
        messages.success(request, _("Saved. This counts from the next notification on."))
        return redirect(request.path)
    rows = [
        {"label": label, "cells": _cells(list(group))}
        for (_kind, label), group in groupby(offered, key=lambda one: (one.kind, one.label))
    ]
    return render(request, "delivery/preferences.html", {"rows": rows, "channels": list(Channel)})


def _cells(row: list) -> list:
    """One per channel, in the order of the columns; None where there is no such way."""
    by_channel = {one.channel: one for one in row}
    return [by_channel.get(channel.value) for channel in Channel]
