"""One tag for many: those picked in the list, or everyone who fits its filter, after one more look."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from brands.links import brand_url
from core.decisions import ensure
from core.errors import Conflict, Invalid
from members.actions import start_tag_job, tag_people, untag_people
from members.forms import PeopleFilterForm, TaggingForm
from members.models import BrandMember
from members.models.tag_job import TagJobKind
from members.queries import PeopleFilter, people_for
from members.rules import can_see_brand_members, can_tag_members

MOST_PICKED = 500


@require_POST
def tag_many(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    ensure(can_see_brand_members(viewer))
    ensure(can_tag_members(viewer))
    form, picked = TaggingForm(request.POST, viewer), request.POST.getlist("member")[:MOST_PICKED]
    everyone = request.POST.get("scope") == "all"
    chosen = _everyone(request) if everyone else BrandMember.objects.filter(public_id__in=picked)
    if not form.is_valid() or (everyone and "sure" not in request.POST) or not (everyone or picked):
        return _ask(request, form, chosen, picked if not everyone else None)
    if everyone:
        return _job(request, form)
    messages.success(request, _done(request, form, chosen))
    return redirect(_back(request))


def _job(request: HttpRequest, form: TaggingForm) -> HttpResponse:
    """Everyone who fits may be 100,000: a worker does it, and a page follows."""
    given = form.cleaned_data
    kind = TagJobKind.UNTAG if request.POST.get("do") == "untag" else TagJobKind.TAG
    try:
        job = start_tag_job(request.viewer, given["tag"], wanted=_wanted(request), kind=kind, why=given["why"])
    except (Conflict, Invalid) as error:
        messages.warning(request, str(next(iter(error.fields.values()), error)))
        return redirect(_back(request))
    return redirect(brand_url("members:tag_job", job=job.public_id))


def _done(request: HttpRequest, form: TaggingForm, chosen: QuerySet[BrandMember]) -> str:
    tag, name = form.cleaned_data["tag"], {"tag": form.cleaned_data["tag"].name}
    if request.POST.get("do") == "untag":
        count = untag_people(request.viewer, tag, chosen)
        words = ngettext("“%(tag)s” is off %(count)d person.", "“%(tag)s” is off %(count)d people.", count)
    else:
        count = tag_people(request.viewer, tag, chosen, why=form.cleaned_data["why"])
        words = ngettext("“%(tag)s” is new on %(count)d person.", "“%(tag)s” is new on %(count)d people.", count)
    return words % (name | {"count": count})


def _everyone(request: HttpRequest) -> QuerySet[BrandMember]:
    """The list's filter, asked again: never the ids that a page once showed."""
    return people_for(request.viewer, _wanted(request))


def _wanted(request: HttpRequest) -> PeopleFilter:
    form = PeopleFilterForm(QueryDict(request.POST.get("query", "")), request.viewer)
    if not form.is_valid():
        raise Invalid(_first(form), code="bad_filter")
    return form.wanted()


def _first(form: PeopleFilterForm) -> str:
    return str(next(iter(form.errors.values()))[0])


def _ask(request: HttpRequest, form: TaggingForm, chosen: Any, picked: list[str] | None) -> HttpResponse:
    """The same question with what is missing, or with how many it is about."""
    context = {
        "form": form,
        "picked": picked or [],
        "scope": "all" if picked is None else "picked",
        "count": chosen.order_by().count(),
        "do": "untag" if request.POST.get("do") == "untag" else "tag",
        "query": request.POST.get("query", ""),
        "back_url": _back(request),
    }
    return render(request, "members/tag_many.html", context, status=422 if form.errors or picked == [] else 200)


def _back(request: HttpRequest) -> str:
    query = QueryDict(request.POST.get("query", "")).urlencode()
    return brand_url("members:list") + (f"?{query}" if query else "")
