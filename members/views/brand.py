"""Everyone of the brand: found, filtered, tagged by the list, taken home as a spreadsheet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import dates
from core.decisions import ensure
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from members.actions import note_contact_look
from members.forms import PeopleFilterForm
from members.models import BrandMember
from members.queries import counted, people_for
from members.queries.columns import Column, dress
from members.rules import can_export_members, can_see_brand_members, can_tag_members

PAGE_SIZE = 50


@require_safe
def brand_members(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    ensure(can_see_brand_members(viewer))
    form = PeopleFilterForm(request.GET, viewer)
    context: dict[str, Any] = {"form": form, "may_tag": bool(can_tag_members(viewer))}
    context |= _found(request, form) if form.is_valid() else {"people": [], "is_filtered": True}
    context["may_export"] = bool(can_export_members(viewer))
    template = "members/_brand_members.html" if wants_fragment(request) else "members/brand_members.html"
    return render(request, template, context, status=200 if form.is_valid() else 422)


def _found(request: HttpRequest, form: PeopleFilterForm) -> dict[str, Any]:
    viewer, wanted, columns = request.viewer, form.wanted(), form.chosen
    rows = people_for(viewer, wanted)
    count, is_all = counted(rows) if not wants_fragment(request) else (0, True)
    if any(one.contact for one in columns):
        rows = rows.select_related("account")
    page, mark = page_of(rows, request.GET.get("after", ""), size=PAGE_SIZE)
    if page and (any(one.contact for one in columns) or wanted.email):
        note_contact_look(viewer, count=len(page))
    for one in dress(viewer, page):
        one.cells = [_cell(one, column) for column in columns]  # type: ignore[attr-defined]
    query = request.GET.copy()
    query.pop("after", None)
    return {
        "people": page,
        "columns": columns,
        "span": len(columns) + 2,
        "count": count,
        "is_all": is_all,
        "is_filtered": wanted.is_narrow,
        "query": query.urlencode(),
        "next_url": next_url(request.GET, mark),
    }


def _cell(one: BrandMember, column: Column) -> dict[str, Any]:
    """Badges for tags, days for times, plain text for the rest."""
    if column.name == "tags":
        return {"label": column.label, "tags": [given.tag.name for given in one.tags_shown]}  # type: ignore[attr-defined]
    when = {"joined": one.joined_at, "seen": one.last_seen_at}.get(column.name)
    return {"label": column.label, "text": dates.day_tag(when) if when else column.text(one)}
