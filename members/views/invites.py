"""A space's invitations: the list, making a link, its QR code and the poster to print, taking one back."""

import io

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brands.links import brand_url
from core.decisions import ensure
from core.errors import NotVisible
from core.forms import attempt
from core.htmx import wants_fragment
from core.paging import next_url, page_of
from delivery.actions import TooManyLetters
from members.actions import create_invite_link, invite_address, revoke_invite
from members.invite_forms import InviteAddressForm, InviteLinkForm
from members.models import Invite
from members.queries import get_invite, invites_of, joined_by, name_of, named_invites, space_tabs
from members.rules import can_invite, can_revoke_invite, can_share_invite
from spaces.links import space_url

SHOWN_JOINED = 50


@require_http_methods(["GET", "HEAD", "POST"])
def space_invites(request: HttpRequest) -> HttpResponse:
    viewer, space = request.viewer, request.space
    ensure(can_invite(viewer, space))
    form = InviteLinkForm(viewer, space, request.POST or None)
    if request.method == "POST":
        made = attempt(form, lambda **fields: create_invite_link(viewer, space, **fields))
        if made is not None:
            messages.success(request, _("The link is ready."))
            return redirect(space_url(space, "members:invite", invite=made.public_id))
    return _page(request, form, InviteAddressForm(viewer, space, prefix="to"))


@require_POST
def invite_by_email(request: HttpRequest) -> HttpResponse:
    """Whoever stands behind the address, the answer is the same."""
    viewer, space = request.viewer, request.space
    ensure(can_invite(viewer, space))
    form = InviteAddressForm(viewer, space, request.POST, prefix="to")
    try:
        made = attempt(form, lambda **fields: invite_address(viewer, space, **fields))
    except TooManyLetters as error:
        form.add_error(None, str(error))
        made = None
    if made is None:
        return _page(request, InviteLinkForm(viewer, space), form)
    messages.success(request, _("The invitation to %(address)s is on its way.") % {"address": made.email})
    return redirect(space_url(space, "members:space_invites"))


def _page(request: HttpRequest, form: InviteLinkForm, address_form: InviteAddressForm) -> HttpResponse:
    viewer, space = request.viewer, request.space
    found, mark = page_of(invites_of(viewer, space), request.GET.get("after", ""))
    context = {
        "space": space,
        "form": form,
        "address_form": address_form,
        "invites": named_invites(viewer, found),
        "next_url": next_url(request.GET, mark),
        "section": "communities" if space.door == "c" else "groups",
        "tabs": space_tabs(viewer, space, "members"),
    }
    template = "members/_invites.html" if wants_fragment(request) else "members/invites.html"
    return render(request, template, context, status=422 if form.errors or address_form.errors else 200)


@require_safe
def invite(request: HttpRequest, invite: str) -> HttpResponse:
    viewer, found = request.viewer, _here(request, invite)
    context = {
        "space": request.space,
        "invite": found,
        "called": name_of(viewer, found),
        "address": _address(found) if can_share_invite(viewer, found) else "",
        "may_revoke": not found.outcome and bool(can_revoke_invite(viewer, found)),
        "joined": joined_by(found)[:SHOWN_JOINED],
        "section": "communities" if request.space.door == "c" else "groups",
        "tabs": space_tabs(viewer, request.space, "members"),
    }
    return render(request, "members/invite.html", context)


@require_safe
def invite_qr(request: HttpRequest, invite: str) -> HttpResponse:
    """Black on white whatever the theme: scanners need the contrast and the quiet margin."""
    found = _shared(request, invite)
    picture = io.BytesIO()
    segno.make(_address(found), error="m", micro=False).save(picture, kind="svg", border=3, light="#fff", scale=8)
    headers = {"Cache-Control": "private, max-age=3600"}
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml", headers=headers)


@require_safe
def poster(request: HttpRequest, invite: str) -> HttpResponse:
    found = _shared(request, invite)
    address = _address(found)
    context = {"space": request.space, "invite": found, "address": address.partition("://")[2]}
    return render(request, "members/poster.html", context)


@require_POST
def revoke(request: HttpRequest, invite: str) -> HttpResponse:
    revoke_invite(request.viewer, _here(request, invite))
    messages.success(request, _("Withdrawn. Nobody comes in by it any more."))
    return redirect(space_url(request.space, "members:space_invites"))


def _here(request: HttpRequest, public_id: str) -> Invite:
    found = get_invite(request.viewer, public_id)
    if found.space_id != request.space.pk:
        raise NotVisible
    ensure(can_invite(request.viewer, request.space))
    return found


def _shared(request: HttpRequest, public_id: str) -> Invite:
    found = _here(request, public_id)
    ensure(can_share_invite(request.viewer, found))
    return found


def _address(found: Invite) -> str:
    return settings.PLAZA_ORIGIN + brand_url("members:invitation", code=found.code)
