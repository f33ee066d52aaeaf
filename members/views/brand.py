"""Everyone of the brand, for its owner and managers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.decisions import ensure
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from members.forms import PeopleSearchForm
from members.queries import people
from members.rules import can_see_brand_members


@require_safe
def brand_members(request: HttpRequest) -> HttpResponse:
    ensure(can_see_brand_members(request.viewer))
    form = PeopleSearchForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {"q": "", "role": ""}
    found, mark = page_of(people(wanted["q"].strip(), wanted["role"]), request.GET.get("after", ""))
    context = {
        "form": form,
        "people": found,
        "next_url": next_url(request.GET, mark),
        "is_filtered": bool(wanted["q"] or wanted["role"]),
    }
    template = "members/_brand_members.html" if wants_fragment(request) else "members/brand_members.html"
    return render(request, template, context)
