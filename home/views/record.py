"""One person as the brand knows them: for staff, over all apps."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brands.links import brand_url
from content.queries import counts_of, posts_by, words
from core.decisions import ensure
from core.errors import Invalid
from core.forms import show
from core.htmx import wants_fragment
from core.panels import panels_of
from home.forms import RecordForm
from home.record import claims_shown, inviter_tree, standings, timeline
from members.actions import note_contact_look, update_record
from members.models import BrandMember, Tag
from members.queries import get_person, tags_of
from members.rules import can_change_record, can_see_contact, can_see_record


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, member: str) -> HttpResponse:
    viewer = request.viewer
    person = get_person(viewer, member)
    ensure(can_see_record(viewer, person))
    form = RecordForm(request.POST or None, initial=_now(person))
    if request.method == "POST" and form.is_valid() and _saved(viewer, person, form):
        messages.success(request, _("The record is saved."))
        return redirect(request.path)
    if wants_fragment(request):
        return render(request, "home/_timeline.html", _timeline(request, person))
    return render(request, "home/record.html", _page(request, person, form), status=422 if form.errors else 200)


def _now(person: BrandMember) -> dict[str, Any]:
    return {"vip_tier": person.vip_tier, "region": person.region, "interests": ", ".join(person.interests)}


def _saved(viewer: Any, person: BrandMember, form: RecordForm) -> bool:
    try:
        update_record(viewer, person, **form.cleaned_data)
    except Invalid as error:
        show(form, error)
        return False
    return True


def _page(request: HttpRequest, person: BrandMember, form: RecordForm) -> dict[str, Any]:
    viewer = request.viewer
    may_tag = bool(can_change_record(viewer, person))
    given = tags_of([person]).get(person.pk, [])
    worn = {one.tag_id for one in given}
    return {
        "person": person,
        "form": form,
        "given": given,
        "free_tags": [one for one in Tag.objects.visible_to(viewer).order_by("name_key") if one.pk not in worn],
        "may_tag": may_tag,
        "contact": _contact(request, person),
        "may_see_contact": bool(can_see_contact(viewer)),
        "standings": standings(viewer, person),
        "counts": counts_of(viewer, person),
        "cards": posts_by(viewer, person, size=3),
        "words": words(),
        "may_react": False,
        "claims": claims_shown(viewer, person),
        "branch": inviter_tree(person),
        "panels": panels_of(viewer, person),
        **_timeline(request, person),
    }


def _contact(request: HttpRequest, person: BrandMember) -> BrandMember | None:
    """Only when asked for, and each time is recorded."""
    if "contact" not in request.GET or not can_see_contact(request.viewer):
        return None
    note_contact_look(request.viewer, person)
    return person


def _timeline(request: HttpRequest, person: BrandMember) -> dict[str, Any]:
    moments, mark = timeline(request.viewer, person, request.GET.get("before", ""))
    path = brand_url("home:record", member=person.public_id)
    return {"moments": moments, "next_url": f"{path}?before={mark}" if mark else "", "person": person}
