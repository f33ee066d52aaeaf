"""The cover of a space, for whoever may know of the space: a secret group's cover is as unknown as the group."""

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from core.errors import NotVisible
from spaces.queries import get_space


@require_safe
def cover(request: HttpRequest, space: str) -> FileResponse:
    picture = get_space(request.viewer, space).cover
    if not picture:
        raise NotVisible
    # Private: nothing between us and the reader may keep what only they may see.
    headers = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}
    return FileResponse(picture.open(), headers=headers)
