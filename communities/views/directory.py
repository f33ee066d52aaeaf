"""The communities of a brand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.rules import can_start_community
from spaces.links import home_url
from spaces.queries import spaces_shown


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    cards = [
        {"space": space, "url": home_url(space), "belongs": request.viewer.belongs_to(space)}
        for space in spaces_shown(request.viewer)
        if space.door == "c"
    ]
    may_start = request.viewer.is_authenticated and bool(can_start_community(request.viewer))
    context = {"section": "communities", "cards": cards, "may_start": may_start}
    return render(request, "communities/directory.html", context)
