"""Behind an invitation's code: who invites whom to what, and the answer. A dead code and a random one look alike."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from brands.links import brand_url
from core.errors import Conflict, NotVisible
from members.actions import accept_invite, accept_team_invite, decline_invite
from members.models import Invite
from members.models.invite import InviteKind
from members.queries import invite_behind
from members.queries.arrival import after_arrival
from members.rules import can_accept_invite
from spaces.links import home_url
from spaces.models import Visibility
from spaces.rules import can_see_space


@never_cache
@require_safe
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Sign-in and sign-up come back here, so the code outlives them."""
    try:
        invite, inviter = invite_behind(code)
    except NotVisible:
        return _gone(request)
    decision = can_accept_invite(request.viewer, invite, inviter)
    if not decision.visible:
        return _gone(request)
    if decision.code == "sign_in_required" and invite.kind == InviteKind.PERSON:
        return redirect_to_login(request.path)
    if invite.space is not None and request.viewer.belongs_to(invite.space):
        return redirect(home_url(invite.space))
    return render(request, "members/invitation.html", _shown(request.viewer, invite, decision))


def _shown(viewer: Any, invite: Invite, decision: Any) -> dict[str, Any]:
    """
    Of a space that the holder may not know, its name only: not even the rules.

    What is for one address names a secret group to the holder of that address alone, once they have signed in.
    """
    known = invite.space is not None and bool(can_see_space(viewer, invite.space))
    return {
        "invite": invite,
        "known": known,
        "names_it": known or decision.allowed or not _is_kept_quiet(invite),
        "rule_lines": invite.space.rule_lines if invite.space is not None and known else [],
        "may_accept": decision.allowed,
        "asks_sign_in": decision.code == "sign_in_required",
        "why_not": decision.reason,
        "may_decline": decision.allowed and invite.kind != InviteKind.LINK,
    }


def _is_kept_quiet(invite: Invite) -> bool:
    secret = invite.space is not None and invite.space.visibility == Visibility.SECRET
    return invite.kind == InviteKind.EMAIL and secret


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "members/invitation_gone.html", status=404)


@require_POST
def accept(request: HttpRequest, code: str) -> HttpResponse:
    if not request.viewer.is_authenticated:
        return redirect_to_login(brand_url("members:invitation", code=code))
    try:
        invite, _inviter = invite_behind(code)
        take = accept_invite if invite.space_id is not None else accept_team_invite
        take(request.viewer, invite)
    except NotVisible:
        return _gone(request)
    except Conflict as error:  # full, or archived meanwhile
        messages.warning(request, str(error))
        return redirect(brand_url("members:invitation", code=code))
    return _entered(request, invite)


def _entered(request: HttpRequest, invite: Invite) -> HttpResponse:
    if invite.space is None:
        messages.success(request, _("Welcome to the team. Your role: %(role)s.") % {"role": invite.gives})
        return redirect(after_arrival(request.viewer, brand_url("home:brand")))
    messages.success(request, _("Welcome to %(name)s.") % {"name": invite.space.name})
    return redirect(after_arrival(request.viewer, home_url(invite.space)))


@require_POST
def decline(request: HttpRequest, code: str) -> HttpResponse:
    if not request.viewer.is_authenticated:
        return redirect_to_login(brand_url("members:invitation", code=code))
    try:
        invite, _inviter = invite_behind(code)
        decline_invite(request.viewer, invite)
    except NotVisible:
        return _gone(request)
    messages.success(request, _("Declined. Nobody else is told."))
    return redirect(brand_url("home:brand"))
