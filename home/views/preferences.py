"""Language and theme: two cookies, for visitors and members alike, with or without script."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.actions import choose_language
from core.context_processors import THEMES

YEAR = 60 * 60 * 24 * 365


# Exempt, because anonymous pages carry no CSRF token; instead the form must come from this very site (is_own).
@csrf_exempt
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    response = _back(request)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES) and is_own(request):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
        if request.user.is_authenticated:
            choose_language(request.user, language)
    return response


@csrf_exempt
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """An empty theme means: follow the device."""
    response = _back(request)
    theme = request.POST.get("theme", "")
    if is_own(request):
        if theme in THEMES:
            _keep(response, "theme", theme)
        else:
            response.delete_cookie("theme")
    return response


def is_own(request: HttpRequest) -> bool:
    """Browsers say where a POST comes from; what says nothing carries no cookies of a victim either."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def _back(request: HttpRequest) -> HttpResponse:
    to = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(to, allowed_hosts=None) and to.startswith("/")
    return redirect(to if safe else "/")


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
