"""A person's page and their picture."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.errors import NotVisible
from members.queries import get_person, memberships_shown
from members.rules import can_ban_person


@require_safe
def person(request: HttpRequest, member: str) -> HttpResponse:
    """Name, words about themselves, and the spaces where the viewer may see them."""
    shown = get_person(request.viewer, member)
    context = {
        "person": shown,
        "memberships": memberships_shown(request.viewer, shown),
        "is_me": shown.pk == request.viewer.actor_id,
        "may_ban": bool(can_ban_person(request.viewer, shown)),
    }
    return render(request, "members/person.html", context)


@require_safe
def avatar(request: HttpRequest, member: str) -> FileResponse:
    """Pictures are encoded anew on upload, so the extension tells the truth."""
    picture = get_person(request.viewer, member).avatar
    if not picture:
        raise NotVisible
    # With the file's name in the address a new picture is a new address.
    seconds = 86400 if "v" in request.GET else 300
    headers = {"Cache-Control": f"private, max-age={seconds}", "X-Content-Type-Options": "nosniff"}
    return FileResponse(picture.open(), content_type="image/webp", headers=headers)
