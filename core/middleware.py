"""Where domain errors and unreadable input become answers, for pages and for the API alike."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.api.errors import problem_response
from core.errors import PlazaError

GetResponse = Callable[[HttpRequest], HttpResponse]


def is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def error_response(request: HttpRequest, error: PlazaError) -> HttpResponse:
    if is_api(request):
        return problem_response(error)
    template = f"errors/{error.status}.html" if error.status in (403, 404) else "errors/problem.html"
    return render(request, template, {"error": error}, status=error.status)


class BadInputMiddleware:
    """Paths and queries that no page can mean: NUL bytes, and bytes that are not UTF-8."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = unquote_to_bytes(request.META.get("QUERY_STRING", ""))
        if "\x00" in request.path_info or b"\x00" in query or not _is_utf8(query):
            error = PlazaError(_("This address contains characters that cannot be used."), code="bad_characters")
            return error_response(request, error)
        return self.get_response(request)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


class ErrorMiddleware:
    """Domain errors raised by a page become that status with a sentence a member can read."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, PlazaError):
            return error_response(request, exception)
        if isinstance(exception, RequestDataTooBig):
            error = PlazaError(_("That is too much at once."), code="too_large")
            error.status = 413
            return error_response(request, error)
        return None
