"""The console's list of spaces: those that the viewer may manage."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.decisions import ensure
from spaces.links import home_url
from spaces.queries import managed_spaces
from spaces.rules import can_create_space, can_open_spaces_desk


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    ensure(can_open_spaces_desk(request.viewer))
    archived = request.GET.get("state") == "archived"
    spaces = managed_spaces(request.viewer, archived=archived)
    context = {
        "rows": [{"space": space, "url": home_url(space)} for space in spaces],
        "archived": archived,
        "archived_count": len(managed_spaces(request.viewer, archived=True)),
        "may_create": bool(can_create_space(request.viewer)),
    }
    return render(request, "spaces/list.html", context)
