"""Which notices reach the reader over which channel."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delivery.actions import set_preferences
from delivery.models import Channel
from delivery.queries import switch_rows, switches


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
    return render(request, "delivery/preferences.html", {"rows": switch_rows(offered), "channels": list(Channel)})
