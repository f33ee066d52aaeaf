"""What a brand's look consists of, for every page of it: one line of CSS and the logo."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

from core.errors import NotVisible
from core.viewing import open_to_banned

# With ?v= the address carries the accent or the file name, so a change is a new address; without, the ETag decides.
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"


def _theme_tag(request: HttpRequest) -> str:
    return f'"{request.brand.accent[1:]}"'


def _logo_tag(request: HttpRequest) -> str | None:
    return f'"{request.brand.logo.name.rpartition("/")[2]}"' if request.brand.logo else None


@open_to_banned
@require_safe
@condition(etag_func=_theme_tag)
def theme(request: HttpRequest) -> HttpResponse:
    """The accent was checked when it was saved, and again here: this is the one value that reaches CSS."""
    accent = request.brand.accent
    css = f"@layer brand {{ :root {{ --brand: {accent}; }} }}\n" if is_hex(accent) else ""
    return HttpResponse(css, content_type="text/css", headers={"Cache-Control": _kept(request, accent[1:])})


@open_to_banned
@require_safe
@condition(etag_func=_logo_tag)
def logo(request: HttpRequest) -> FileResponse:
    """Logos are re-encoded on upload, so the extension tells the truth."""
    picture = request.brand.logo
    if not picture:
        raise NotVisible
    headers = {"Cache-Control": _kept(request, picture.name), "X-Content-Type-Options": "nosniff"}
    return FileResponse(picture.open(), headers=headers)


def _kept(request: HttpRequest, version: str) -> str:
    return FOREVER if request.GET.get("v") == version else ASK_AGAIN


def is_hex(colour: str) -> bool:
    return len(colour) == 7 and colour[0] == "#" and all(digit in "0123456789abcdefABCDEF" for digit in colour[1:])
