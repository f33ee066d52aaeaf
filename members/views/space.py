"""Who belongs to a space, with the roles that admins give and take."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.decisions import ensure
from core.errors import NotVisible
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from members.actions import assign_role
from members.models import Membership
from members.models.membership import Role
from members.queries import get_membership, members_of, space_tabs
from members.rules import can_invite, can_see_members, can_see_sanctions
from spaces.links import space_url


@require_safe
def space_members(request: HttpRequest) -> HttpResponse:
    viewer, space = request.viewer, request.space
    ensure(can_see_members(viewer, space))
    viewer.looks_into(space)
    memberships, mark = page_of(members_of(space), request.GET.get("after", ""), by="number")
    context = {
        "space": space,
        "memberships": memberships,
        "next_url": next_url(request.GET, mark),
        "roles": Role.choices,
        "may_assign": viewer.can("role.assign", space),
        "may_invite": bool(can_invite(viewer, space)),
        "may_remove": viewer.can("member.remove", space),
        "may_mute": viewer.can("member.mute", space),
        "may_ban": viewer.can("member.ban", space),
        "may_see_kept_out": bool(can_see_sanctions(viewer, space)),
        "section": "communities" if space.door == "c" else "groups",
        "tabs": space_tabs(viewer, space, "members"),
    }
    template = "members/_space_members.html" if wants_fragment(request) else "members/space_members.html"
    return render(request, template, context)


@require_POST
def change_role(request: HttpRequest, membership: str) -> HttpResponse:
    changed = assign_role(request.viewer, _here(request, membership), request.POST.get("role", ""))
    role = {"name": changed.member.display_name, "role": changed.get_role_display()}
    messages.success(request, _("%(name)s is now: %(role)s.") % role)
    return redirect(space_url(request.space, "members:space_members"))


def _here(request: HttpRequest, public_id: str) -> Membership:
    membership = get_membership(request.viewer, public_id)
    if membership.space_id != request.space.pk:
        raise NotVisible
    return membership
