"""The team at the desk: who has a role in the brand, changing it, leaving, and handing the brand over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.fresh import proved_again
from brands.links import brand_url
from core.decisions import ensure
from core.errors import Conflict, NotAllowed
from core.forms import attempt
from members import rules
from members.actions import assign_brand_role, hand_over
from members.models import BrandMember
from members.models.brand_member import BrandRole
from members.queries import get_person, staff_of_brand
from members.role_texts import SENTENCES
from members.staff_forms import BrandRoleForm, HandOverForm


@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    ensure(rules.can_see_staff(viewer))
    people = list(staff_of_brand())
    context = {
        "people": people,
        "roles": [(label, SENTENCES[role]) for role, label in BrandRole.choices],
        "may_assign": viewer.can("role.assign"),
        "is_alone": sum(one.role == BrandRole.OWNER for one in people) == 1,
    }
    return render(request, "members/staff.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def staff_role(request: HttpRequest, member: str) -> HttpResponse:
    """One person's role. One's own can only be given up, and the page says so."""
    viewer, person = request.viewer, get_person(request.viewer, member)
    is_self = person.pk == viewer.actor_id
    if not is_self:
        ensure(rules.can_assign_brand_role(viewer, person, person.role))
    elif not person.role:
        ensure(rules.ONLY_OWNER)
    form = BrandRoleForm(person, request.POST or None, is_self=is_self)
    if request.method == "POST":
        try:
            changed = attempt(form, lambda role: assign_brand_role(viewer, person, role))
        except (Conflict, NotAllowed) as error:
            form.add_error(None, str(error))
            changed = None
        if changed is not None:
            messages.success(request, _said(changed))
            viewer.refresh()
            return redirect(brand_url("members:staff") if rules.can_see_staff(viewer) else brand_url("home:brand"))
    context = {
        "form": form,
        "person": person,
        "is_self": is_self,
        "is_last_owner": not rules.can_give_up_role(viewer, person) if is_self else rules.is_last_owner(person),
        "may_hand_over": bool(rules.can_hand_over(viewer, person)),
        "back_url": brand_url("members:staff") if rules.can_see_staff(viewer) else brand_url("home:brand"),
    }
    return render(request, "members/staff_role.html", context, status=422 if form.errors else 200)


def _said(person: BrandMember) -> str:
    if not person.role:
        return _("%(name)s has no role in the brand any more.") % {"name": person.display_name}
    return _("%(name)s is now: %(role)s.") % {"name": person.display_name, "role": person.get_role_display()}


@require_http_methods(["GET", "HEAD", "POST"])
def give_brand(request: HttpRequest, member: str) -> HttpResponse:
    """Who may not is refused before anybody is asked for a password."""
    person = get_person(request.viewer, member)
    ensure(rules.can_hand_over(request.viewer, person))
    return _handed_over(request, person)


@proved_again
def _handed_over(request: HttpRequest, person: BrandMember) -> HttpResponse:
    form = HandOverForm(request.POST or None)
    if request.method == "POST":
        try:
            given = attempt(form, lambda stays, sure: hand_over(request.viewer, person, stays=stays))
        except Conflict as error:
            form.add_error(None, str(error))
            given = None
        if given is not None:
            messages.success(request, _("%(name)s owns the brand now.") % {"name": given.display_name})
            open_still = rules.can_see_staff(request.viewer)
            return redirect(brand_url("members:staff") if open_still else brand_url("home:brand"))
    context = {
        "form": form,
        "person": person,
        "question": _("Hand the brand over to %(name)s?") % {"name": person.display_name},
        "consequence": _(
            "They give and take roles, hold the API keys and see contact data from then on. Only they can give the brand back to you."
        ),
        "action": _("Hand over"),
        "back_url": brand_url("members:staff"),
    }
    return render(request, "members/sanction.html", context, status=422 if form.errors else 200)
