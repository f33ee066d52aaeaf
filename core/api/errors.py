"""RFC 9457 problem documents: one shape for every error of the API."""

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response

from core.errors import NotAllowed, NotVisible, PlazaError

CONTENT_TYPE = "application/problem+json"
_CODES = {400: "invalid", 401: "not_authenticated", 403: "not_allowed", 404: "not_found", 405: "method_not_allowed"}


def body(status: int, code: str, title: str, fields: dict[str, Any] | None = None) -> dict[str, Any]:
    """`{type, title, status, code, errors?}`; `errors` maps a field to its sentences."""
    document: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "code": code}
    if fields:
        document["errors"] = fields
    return document


def problem_response(error: PlazaError) -> JsonResponse:
    """The answer outside a REST view: middleware, unknown brands."""
    fields = {name: [str(text)] for name, text in error.fields.items()}
    document = body(error.status, error.code, str(error), fields)
    return JsonResponse(document, status=error.status, content_type=CONTENT_TYPE)


def problem(exception: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's exception handler. Unknown exceptions stay unknown, and are a 500."""
    if isinstance(exception, Http404):
        exception = NotVisible()
    elif isinstance(exception, PermissionDenied):
        exception = NotAllowed()
    elif isinstance(exception, RequestDataTooBig):
        exception = exceptions.APIException(_("That is too much at once."), code="too_large")
        exception.status_code = 413
    if isinstance(exception, PlazaError):
        fields = {name: [str(text)] for name, text in exception.fields.items()}
        if exception.code == "sign_in_required":  # a page shows this as 403 with a way in; an API has a word for it
            exception.status = 401
        return _answer(exception.status, exception.code, str(exception), fields)
    if isinstance(exception, exceptions.ValidationError):
        return _answer(422, "invalid", _("Some of what you sent cannot be used."), _flat(exception.detail))
    if isinstance(exception, exceptions.APIException):
        return _api_exception(exception)
    return None


def _api_exception(exception: exceptions.APIException) -> Response:
    code = exception.get_codes()
    code = code if isinstance(code, str) and code != "error" else _CODES.get(exception.status_code, "error")
    response = _answer(exception.status_code, code, str(exception.detail))
    if header := getattr(exception, "auth_header", None):
        response["WWW-Authenticate"] = header
    if (wait := getattr(exception, "wait", None)) is not None:
        response["Retry-After"] = str(int(wait) + 1)
    return response


def _answer(status: int, code: str, title: str, fields: dict[str, Any] | None = None) -> Response:
    return Response(body(status, code, title, fields), status=status, content_type=CONTENT_TYPE)


def _flat(detail: Any, prefix: str = "") -> dict[str, list[str]]:
    """Nested serializer errors as `{"answers.0": ["…"]}`."""
    if isinstance(detail, dict):
        found: dict[str, list[str]] = {}
        for name, inner in detail.items():
            found |= _flat(inner, f"{prefix}.{name}" if prefix else str(name))
        return found
    if isinstance(detail, list) and any(isinstance(one, dict | list) for one in detail):
        found = {}
        for index, inner in enumerate(detail):
            if inner:
                found |= _flat(inner, f"{prefix}.{index}")
        return found
    return {prefix or "body": [str(one) for one in (detail if isinstance(detail, list) else [detail])]}
