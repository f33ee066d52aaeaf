"""Removing, muting, banning: each asks first, on a page of its own, and each has its way back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brands.links import brand_url
from core.decisions import ensure
from core.errors import Conflict, Invalid, NotVisible, Text
from core.forms import show
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from members import actions, rules
from members.forms import BanForm, MuteForm, RemovalForm
from members.models import BrandMember, Membership
from members.queries import banned_people, get_person, get_standing, kept_out_of, space_tabs
from spaces.links import space_url


@dataclass(frozen=True)
class Step:
    """One thing that can be done to somebody. `{name}` stands for them."""

    rule: Callable[[Any, Any], Any]
    act: Callable[..., Any]
    form: type
    question: Text
    consequence: Text
    verb: Text
    done: Text


REMOVE = Step(
    rules.can_remove_member,
    actions.remove_member,
    RemovalForm,
    gettext_lazy("Remove %(name)s?"),
    gettext_lazy(
        "They stop seeing what is inside at once. What they wrote stays. How they may come back is a setting."
    ),
    gettext_lazy("Remove"),
    gettext_lazy("%(name)s is not a member any more."),
)
MUTE = Step(
    rules.can_mute_member,
    actions.mute_member,
    MuteForm,
    gettext_lazy("Mute %(name)s?"),
    gettext_lazy("They can read on, but not write, comment or react here until then."),
    gettext_lazy("Mute"),
    gettext_lazy("%(name)s is muted."),
)
BAN = Step(
    rules.can_ban_member,
    actions.ban_from_space,
    BanForm,
    gettext_lazy("Ban %(name)s from this space?"),
    gettext_lazy("They are out at once and cannot come back while it lasts. They are told the reason and the end."),
    gettext_lazy("Ban"),
    gettext_lazy("%(name)s is banned from this space."),
)
BAN_FROM_BRAND = Step(
    rules.can_ban_person,
    actions.ban_from_brand,
    BanForm,
    gettext_lazy("Ban %(name)s from the whole brand?"),
    gettext_lazy(
        "They are out of every space at once and see nothing but this reason, its end, and the page about their own data."
    ),
    gettext_lazy("Ban from the brand"),
    gettext_lazy("%(name)s is banned from the brand."),
)


def _asked(request: HttpRequest, step: Step, subject: Any, person: BrandMember, back_url: str) -> HttpResponse:
    """The question with its form, or the deed; what was typed stays when something is wrong."""
    ensure(step.rule(request.viewer, subject))
    form = step.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            step.act(request.viewer, subject, **form.fields_of_action)
        except Invalid as error:
            show(form, error)
        except Conflict as error:
            messages.warning(request, str(error))
            return redirect(back_url)
        else:
            messages.success(request, step.done % {"name": person.display_name})
            return redirect(back_url)
    context = {
        "form": form,
        "person": person,
        "question": step.question % {"name": person.display_name},
        "consequence": step.consequence,
        "action": step.verb,
        "back_url": back_url,
    }
    return render(request, "members/sanction.html", context, status=422 if form.errors else 200)


def _here(request: HttpRequest, public_id: str) -> Membership:
    membership = get_standing(request.viewer, public_id)
    if membership.space_id != request.space.pk:
        raise NotVisible
    return membership


def _kept_out_url(request: HttpRequest) -> str:
    return space_url(request.space, "members:kept_out")


def _in_space(step: Step) -> Callable[..., HttpResponse]:
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, membership: str) -> HttpResponse:
        found = _here(request, membership)
        return _asked(request, step, found, found.member, _kept_out_url(request))

    return view


remove, mute, ban = _in_space(REMOVE), _in_space(MUTE), _in_space(BAN)


def _undo(act: Callable[..., Any], done: Text) -> Callable[..., HttpResponse]:
    @require_POST
    def view(request: HttpRequest, membership: str) -> HttpResponse:
        found = _here(request, membership)
        try:
            act(request.viewer, found)
            messages.success(request, done % {"name": found.member.display_name})
        except Conflict as error:
            messages.warning(request, str(error))
        return redirect(_kept_out_url(request))

    return view


restore = _undo(actions.restore_member, gettext_lazy("%(name)s is a member again."))
unmute = _undo(actions.unmute_member, gettext_lazy("%(name)s can write again."))
unban = _undo(
    actions.lift_space_ban, gettext_lazy("The ban of %(name)s is lifted. They come back like everybody else.")
)


@require_safe
def kept_out(request: HttpRequest) -> HttpResponse:
    viewer, space = request.viewer, request.space
    ensure(rules.can_see_sanctions(viewer, space))
    rows, mark = page_of(kept_out_of(space), request.GET.get("after", ""))
    context = {
        "space": space,
        "rows": rows,
        "next_url": next_url(request.GET, mark),
        "may_restore": viewer.can("member.remove", space),
        "may_ban": viewer.can("member.ban", space),
        "may_mute": viewer.can("member.mute", space),
        "section": "communities" if space.door == "c" else "groups",
        "tabs": space_tabs(viewer, space, "members"),
    }
    template = "members/_kept_out.html" if wants_fragment(request) else "members/kept_out.html"
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
def ban_person(request: HttpRequest, member: str) -> HttpResponse:
    person = get_person(request.viewer, member)
    return _asked(request, BAN_FROM_BRAND, person, person, brand_url("members:bans"))


@require_POST
def unban_person(request: HttpRequest, member: str) -> HttpResponse:
    person = get_person(request.viewer, member)
    actions.lift_brand_ban(request.viewer, person)
    messages.success(request, _("%(name)s may come in again.") % {"name": person.display_name})
    return redirect(brand_url("members:bans"))


@require_safe
def bans(request: HttpRequest) -> HttpResponse:
    ensure(rules.can_see_brand_bans(request.viewer))
    people, mark = page_of(banned_people(), request.GET.get("after", ""))
    context = {"people": people, "next_url": next_url(request.GET, mark)}
    template = "members/_bans.html" if wants_fragment(request) else "members/bans.html"
    return render(request, template, context)
