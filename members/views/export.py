"""The list of people as a spreadsheet."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from core.decisions import ensure
from members.forms import PeopleFilterForm
from members.queries import counted, people_for
from members.rules import can_export_members
from members.spreadsheet import KINDS, spreadsheet


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponseBase:
    """GET asks which columns and which kind; POST gives the file, because taking it leaves a fact."""
    viewer = request.viewer
    ensure(can_export_members(viewer))
    form = PeopleFilterForm(request.GET, viewer)
    if not form.is_valid():
        return render(request, "members/export.html", {"form": form}, status=422)
    if request.method == "POST":
        kind = request.POST.get("kind") if request.POST.get("kind") in KINDS else "csv"
        picked = PeopleFilterForm(request.POST, viewer)
        return spreadsheet(viewer, form.wanted(), picked.chosen if picked.is_valid() else form.chosen, str(kind))
    return _page(request, form)


def _page(request: HttpRequest, form: PeopleFilterForm) -> HttpResponse:
    count, is_all = counted(people_for(request.viewer, form.wanted()))
    names = [one.name for one in form.chosen]
    columns = [{"name": name, "label": label, "on": name in names} for name, label in form.fields["columns"].choices]  # type: ignore[attr-defined]
    context: dict[str, Any] = {"form": form, "count": count, "is_all": is_all, "columns": columns}
    return render(request, "members/export.html", context | {"query": request.GET.urlencode()})
