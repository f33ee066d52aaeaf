"""From the plaza into the club: inviting a segment into a group, and how far its people came."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from brands.links import brand_url
from communities.forms import BridgeForm
from core import forms
from core.decisions import ensure
from core.errors import Conflict, Invalid
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from members import queries
from members.actions import start_bridge
from members.models import Bridge
from members.rules import can_open_bridges


@require_safe
def bridges(request: HttpRequest) -> HttpResponse:
    ensure(can_open_bridges(request.viewer))
    page, mark = page_of(queries.bridges_for(request.viewer), request.GET.get("after", ""))
    return render(request, "communities/bridges.html", {"bridges": page, "next_url": next_url(request.GET, mark)})


@require_safe
def bridge(request: HttpRequest, bridge: str) -> HttpResponse:
    ensure(can_open_bridges(request.viewer))
    found = queries.get_bridge(request.viewer, bridge)
    people, mark = queries.people_over(found, request.GET.get("after", ""))
    context = {
        "bridge": found,
        "steps": queries.funnel_of(found),
        "left_out": queries.left_out_of(found),
        "waiting": queries.waiting_of(found),
        "people": people,
        "next_url": next_url(request.GET, mark),
    }
    template = "communities/_bridge_people.html" if wants_fragment(request) else "communities/bridge.html"
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_bridge(request: HttpRequest) -> HttpResponse:
    """Asks twice: the first post shows what would happen, the second does it."""
    viewer = request.viewer
    ensure(can_open_bridges(viewer))
    offered = {
        "segment": {one.public_id: one for one in queries.segments_to_bridge(viewer)},
        "plaza": {one.public_id: one for one in queries.plazas_for(viewer)},
        "group": {one.public_id: one for one in queries.groups_to_bridge(viewer)},
    }
    choices = {name: [(key, one.name) for key, one in found.items()] for name, found in offered.items()}
    form = BridgeForm(request.POST or None, choices=choices, initial=request.GET.dict())
    context: dict[str, Any] = {"form": form, "can_ask": all(offered.values())}
    if request.method == "POST" and form.is_valid():
        chosen = {name: found[form.cleaned_data[name]] for name, found in offered.items()}
        if request.POST.get("do") == "invite":
            made = _attempt(request, form, chosen)
            if made is not None:
                messages.success(request, _("The invitations go out now. This page follows them."))
                return redirect(brand_url("communities:bridge", bridge=made.public_id))
        else:
            rule = chosen["segment"].rule
            context |= {"says": queries.sentences([rule])[0], "chosen": chosen}
            context["count"] = queries.bridge_count(viewer, chosen["segment"], chosen["plaza"], chosen["group"])
    return render(request, "communities/bridge_new.html", context, status=422 if form.errors else 200)


def _attempt(request: HttpRequest, form: BridgeForm, chosen: dict[str, Any]) -> Bridge | None:
    try:
        return start_bridge(request.viewer, chosen["group"], segment=chosen["segment"], plaza=chosen["plaza"])
    except (Invalid, Conflict) as error:
        forms.show(form, error)
        return None
