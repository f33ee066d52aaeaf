"""Invitations to roles in the brand: who was offered what, offering one more, taking one back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brands.links import brand_url
from core.decisions import ensure
from core.errors import NotVisible
from core.forms import attempt
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from delivery.actions import TooManyLetters
from members.actions import invite_to_team, revoke_invite
from members.invite_forms import TeamInviteForm
from members.models import BrandMember
from members.queries import get_invite, get_person, invites_of, name_of
from members.rules import can_invite_to_brand


@require_http_methods(["GET", "HEAD", "POST"])
def team_invites(request: HttpRequest) -> HttpResponse:
    """`?member=` offers a role to that person; without it, to an address."""
    viewer = request.viewer
    ensure(can_invite_to_brand(viewer))
    person = get_person(viewer, request.GET["member"]) if request.GET.get("member") else None
    form = TeamInviteForm(request.POST or None, person=person)
    if request.method == "POST" and _invited(viewer, form, person):
        messages.success(request, _("The offer is on its way. The role counts once they accept."))
        return redirect(brand_url("members:team_invites"))
    found, mark = page_of(invites_of(viewer, None), request.GET.get("after", ""))
    giving = viewer.powers.roles("role.assign")
    context = {
        "form": form,
        "person": person,
        "invites": [(one, name_of(viewer, one), _is_dead(one, giving)) for one in found],
        "next_url": next_url(request.GET, mark),
    }
    template = "members/_team_invites.html" if wants_fragment(request) else "members/team_invites.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _invited(viewer: Any, form: TeamInviteForm, person: BrandMember | None) -> bool:
    try:
        return attempt(form, lambda **fields: invite_to_team(viewer, member=person, **fields)) is not None
    except TooManyLetters as error:
        form.add_error(None, str(error))
        return False


def _is_dead(invite: Any, giving: frozenset[str]) -> bool:
    """Open by its own row, and worth nothing: whoever offered it may not give roles any more."""
    return invite.is_open and (invite.invited_by is None or invite.invited_by.role not in giving)


@require_POST
def revoke_team_invite(request: HttpRequest, invite: str) -> HttpResponse:
    found = get_invite(request.viewer, invite)
    if found.space_id is not None:
        raise NotVisible
    revoke_invite(request.viewer, found)
    messages.success(request, _("Withdrawn. Nobody comes in by it any more."))
    return redirect(brand_url("members:team_invites"))
