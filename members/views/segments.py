"""Segments at the desk: the list, the rule builder with its live answer, and what follows a segment."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brands.links import brand_url
from core.decisions import ensure
from core.errors import Conflict, Invalid, NotVisible, PlazaError
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from members import rules
from members.actions import archive_segment, change_segment, duplicate_segment, restore_segment, save_segment
from members.actions.segments import known
from members.models import Segment
from members.queries import count_of, get_segment, sample_of, segments_for, sentences, tag_rules_of
from members.segments.check import checked
from members.views.segment_form import FIRST, HOW, Drawing, how_of, moved, rule_from, shelves

TURNS = {"archive": archive_segment, "restore": restore_segment}
NEW_RULE = {"match": "all", "not": False, "rules": [dict(FIRST)]}


@require_safe
def segments(request: HttpRequest) -> HttpResponse:
    ensure(rules.can_open_segments(request.viewer))
    archived = request.GET.get("state") == "archived"
    page, mark = page_of(segments_for(request.viewer, archived=archived), request.GET.get("after", ""))
    following = tag_rules_of(page)
    rows = [
        {"segment": one, "says": said, "tags": following.get(one.pk, [])}
        for one, said in zip(page, sentences([one.rule for one in page]), strict=True)
    ]
    here = brand_url("members:segments")
    tabs = [
        {"url": here, "label": _("In use"), "current": not archived},
        {"url": f"{here}?state=archived", "label": _("Archived"), "current": archived},
    ]
    context = {
        "rows": rows,
        "tabs": tabs,
        "archived": archived,
        "next_url": next_url(request.GET, mark),
        "may_manage": bool(rules.can_manage_segments(request.viewer)),
    }
    return render(request, "members/segments.html", context)


@require_safe
def segment_count(request: HttpRequest, segment: str) -> HttpResponse:
    """One number, asked for row by row: a list must not wait for all of them."""
    found = get_segment(request.viewer, segment)
    ensure(rules.can_open_segments(request.viewer))
    return render(request, "members/_segment_count.html", {"count": count_of(request.viewer, found.rule)})


@require_http_methods(["GET", "HEAD", "POST"])
def new_segment(request: HttpRequest) -> HttpResponse:
    ensure(rules.can_manage_segments(request.viewer))
    return _builder(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def segment(request: HttpRequest, segment: str) -> HttpResponse:
    found = get_segment(request.viewer, segment)
    ensure(rules.can_open_segments(request.viewer))
    if request.method == "POST":
        ensure(rules.can_change_segment(request.viewer, found))
    return _builder(request, found)


def _builder(request: HttpRequest, found: Segment | None) -> HttpResponse:
    """`do` says which button: a step of the builder draws again and stores nothing; `save` stores and leaves."""
    draft = _given(request, found)
    step, errors = request.POST.get("do", "save"), {}
    if request.method == "POST" and step == "save":
        saved, errors = _save(request, found, draft)
        if saved is not None:
            messages.success(request, _("Saved."))
            return redirect(brand_url("members:segment", segment=saved.public_id))
    elif request.method == "POST":
        draft["rule"] = moved(draft["rule"], step)
    context = {**_drawn(request, found, draft, errors), **_answered(request, draft["rule"])}
    if wants_fragment(request) and not errors:
        template = "members/_segment_answer.html" if step == "answer" else "members/_segment_live.html"
        return render(request, template, context)
    return render(request, "members/segment.html", context, status=422 if errors else 200)


def _given(request: HttpRequest, found: Segment | None) -> dict[str, Any]:
    if request.method == "POST":
        version = request.POST.get("version", "")
        return {
            "name": request.POST.get("name", ""),
            "is_open": "is_open" in request.POST,
            "rule": rule_from(request.POST),
            "version": int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None,
        }
    if found is None:
        return {"name": "", "is_open": False, "rule": NEW_RULE, "version": None}
    return {"name": found.name, "is_open": found.is_open, "rule": found.rule, "version": found.version}


def _save(request: HttpRequest, found: Segment | None, draft: dict[str, Any]) -> tuple[Segment | None, dict[str, Any]]:
    given = {name: draft[name] for name in ("name", "is_open", "rule")}
    try:
        if found is None:
            return save_segment(request.viewer, **given), {}
        return change_segment(request.viewer, found, version=draft["version"], **given), {}
    except (Invalid, Conflict) as error:
        return None, dict(error.fields) or {"": error.message}


def _drawn(
    request: HttpRequest, found: Segment | None, draft: dict[str, Any], errors: dict[str, Any]
) -> dict[str, Any]:
    may_change = found is None or bool(rules.can_change_segment(request.viewer, found))
    drawing = Drawing(request.viewer, errors) if may_change else None
    return {
        "segment": found,
        "draft": draft,
        "errors": errors,
        "how": how_of(draft["rule"]),
        "ways": [(name, label) for name, (_match, _not, label) in HOW.items()],
        "rows": drawing.rows(draft["rule"]) if drawing else [],
        "rules_error": errors.get("rule.rules", "") or errors.get("rule", ""),
        "shelves": shelves(),
        "may_change": may_change,
        "following": tag_rules_of([found]).get(found.pk, []) if found else [],
        "tags": drawing.things["tag"] if drawing else [],
    }


def _answered(request: HttpRequest, rule: dict[str, Any]) -> dict[str, Any]:
    """What the question means and how many it is about, once it is a question."""
    try:
        asked = known(request.viewer, checked(rule)) if request.method == "POST" else rule
        count = count_of(request.viewer, asked)
    except PlazaError:
        return {"is_asked": False}
    return {
        "is_asked": True,
        "says": sentences([asked])[0],
        "count": count,
        "sample": sample_of(request.viewer, asked, count),
        "sees_people": bool(rules.can_see_people_matching(request.viewer, asked)),
    }


@require_POST
def turn_segment(request: HttpRequest, segment: str, turn: str) -> HttpResponse:
    found = get_segment(request.viewer, segment)
    if turn == "duplicate":
        copy = duplicate_segment(request.viewer, found)
        messages.success(request, _("Copied as “%(name)s”.") % {"name": copy.name})
        return redirect(brand_url("members:segment", segment=copy.public_id))
    if turn not in TURNS:
        raise NotVisible
    try:
        TURNS[turn](request.viewer, found)
    except Conflict as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))
    return redirect(brand_url("members:segment", segment=found.public_id))
