"""The brand's tags: what they are called, when to give them, how many carry them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brands.links import brand_url
from core.decisions import ensure
from core.errors import Conflict
from core.forms import attempt
from members.actions import change_tag, create_tag, delete_tag, tag_member, untag_member
from members.forms import TagForm, TaggingForm
from members.queries import get_person, get_tag, tags_with_counts
from members.rules import can_tag_members


@require_http_methods(["GET", "HEAD", "POST"])
def tags(request: HttpRequest) -> HttpResponse:
    ensure(can_tag_members(request.viewer))
    form = TagForm(request.POST or None)
    if request.method == "POST" and _kept(form, lambda **given: create_tag(request.viewer, **given)):
        messages.success(request, _("The tag is there. Give it in the list of members."))
        return redirect(brand_url("members:tags"))
    context = {"form": form, "tags": tags_with_counts(request.viewer).order_by("name_key")}
    return render(request, "members/tags.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def tag(request: HttpRequest, tag: str) -> HttpResponse:
    """One tag: its words to change, and the way to delete it."""
    found = get_tag(request.viewer, tag)
    ensure(can_tag_members(request.viewer))
    form = TagForm(request.POST or None, initial={"name": found.name, "about": found.about})
    if request.method == "POST" and _kept(form, lambda **given: change_tag(request.viewer, found, **given)):
        messages.success(request, _("The tag is saved."))
        return redirect(brand_url("members:tags"))
    shown = tags_with_counts(request.viewer).get(pk=found.pk)
    return render(request, "members/tag.html", {"form": form, "tag": shown}, status=422 if form.errors else 200)


@require_POST
def delete(request: HttpRequest, tag: str) -> HttpResponse:
    found = get_tag(request.viewer, tag)
    delete_tag(request.viewer, found)
    messages.success(request, _("“%(tag)s” is deleted.") % {"tag": found.name})
    return redirect(brand_url("members:tags"))


@require_POST
def tag_one(request: HttpRequest, member: str) -> HttpResponse:
    """From a person's page: one tag more."""
    person = get_person(request.viewer, member)
    ensure(can_tag_members(request.viewer))
    form = TaggingForm(request.POST, request.viewer)
    if form.is_valid():
        tag_member(request.viewer, form.cleaned_data["tag"], person, why=form.cleaned_data["why"])
    else:
        messages.warning(request, _("Choose a tag."))
    return redirect(brand_url("home:record", member=person.public_id))


@require_POST
def untag_one(request: HttpRequest, member: str, tag: str) -> HttpResponse:
    person = get_person(request.viewer, member)
    untag_member(request.viewer, get_tag(request.viewer, tag), person)
    return redirect(brand_url("home:record", member=person.public_id))


def _kept(form: TagForm, action) -> bool:
    try:
        return attempt(form, action) is not None
    except Conflict as error:
        form.add_error("name", str(error))
        return False
