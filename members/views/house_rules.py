"""The rules of a space that have changed, to be read and accepted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.decisions import ensure
from core.errors import Conflict
from members.actions import accept_rules
from members.queries import space_tabs
from members.rules import asks_for_rules, can_accept_rules
from spaces.links import home_url


@require_http_methods(["GET", "HEAD", "POST"])
def house_rules(request: HttpRequest) -> HttpResponse:
    viewer, space = request.viewer, request.space
    ensure(can_accept_rules(viewer, space))
    if request.method == "POST":
        given = request.POST.get("version", "")
        try:
            accept_rules(viewer, space, version=int(given) if given.isdecimal() and len(given) < 10 else 0)
        except Conflict as error:
            messages.warning(request, str(error))
            return redirect(request.path)
        messages.success(request, _("Thank you. You can go on."))
        return redirect(home_url(space))
    context = {
        "space": space,
        "asks": asks_for_rules(viewer, space),
        "section": "communities" if space.door == "c" else "groups",
        "tabs": space_tabs(viewer, space, ""),
    }
    return render(request, "members/house_rules.html", context)
