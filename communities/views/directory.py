"""The communities of a brand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spaces.links import home_url
from spaces.queries import spaces_shown


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    cards = [
        {"space": space, "url": home_url(space), "belongs": request.viewer.belongs_to(space)}
        for space in spaces_shown(request.viewer)
        if space.door == "c"
    ]
    return render(request, "communities/directory.html", {"section": "communities", "cards": cards})
