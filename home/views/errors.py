"""The pages for what went wrong. Each says what happened and offers a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _

from core.errors import NotAllowed, NotVisible, PlazaError
from core.middleware import error_response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_response(request, NotVisible())


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_response(request, NotAllowed())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_response(request, PlazaError(_("This request could not be read."), code="bad_request"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Static on purpose: no context processor, no session, no database. Whatever broke may be one of them."""
    return HttpResponse(get_template("errors/500.html").render(), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)
