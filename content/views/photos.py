"""Serving pictures: rights are asked on every hit, never by the address alone."""

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from content.models.attachment import LARGE, SMALL
from content.queries import get_attachment
from core.errors import NotVisible


@require_safe
def photo(request: HttpRequest, attachment: str, size: str) -> FileResponse:
    found = get_attachment(request.viewer, attachment, request.space)
    versions = {str(LARGE): found.file, str(SMALL): found.small}
    if size not in versions:
        raise NotVisible
    response = FileResponse(versions[size].open(), content_type="image/webp")
    # A browser may keep it for a moment, nobody else may; the name tells nothing.
    response["Cache-Control"] = "private, max-age=300"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = 'inline; filename="photo.webp"'
    return response
