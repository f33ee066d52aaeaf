"""Groups the viewer may know of."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groups import queries


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    context = {"groups": queries.directory(request.viewer), "section": "groups"}
    return render(request, "groups/directory.html", context)
