"""One log line for each request, under an id that every other line of the request carries too."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

SAFE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
QUIET = ("/healthz", "/readyz")

log = structlog.get_logger(__name__)


class RequestLogMiddleware:
    """Route names, never paths or queries: those hold titles and what people search for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if SAFE_ID.fullmatch(given) else uuid.uuid4().hex
        begun = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            if request.path_info not in QUIET:
                log.info("request", **_facts(request, response), ms=round((time.perf_counter() - begun) * 1000, 1))
        response["X-Request-ID"] = request_id
        return response


def _facts(request: HttpRequest, response: HttpResponse) -> dict[str, object]:
    match = request.resolver_match
    return {
        "method": request.method,
        "route": match.view_name if match else None,
        "status": response.status_code,
        # What is already loaded: a log line must not cost a query.
        "user": getattr(getattr(request, "_cached_user", None), "pk", None),
        "brand": getattr(getattr(request, "brand", None), "pk", None),
    }
