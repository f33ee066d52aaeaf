"""Two small things around the pages of accounts: when a session was last seen, and honest answers to failed forms."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from allauth.usersessions.models import UserSession
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from accounts.limits import FALLBACK_SECONDS
from core import clock

SEEN = "seen_at"  # set at sign-in (AccountAdapter.login)
SEEN_EVERY_SECONDS = 600
_LIMITS = {"too_many_login_attempts", "rate_limited"}


class LastSeenMiddleware:
    """At most one write per session and ten minutes; where nothing is due, not even a query of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session, now = request.session, int(clock.now().timestamp())
        if session.session_key and session.get(SEEN, now) + SEEN_EVERY_SECONDS < now and request.user.is_authenticated:
            session[SEEN] = now
            UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=clock.now())
        return self.get_response(request)


class FailedFormMiddleware:
    """allauth answers a form that failed with 200. Here that is 422, and 429 when a limit was the reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        if request.method != "POST" or response.status_code != 200 or not request.path.startswith("/accounts/"):
            return response
        codes = set(_codes((response.context_data or {}).values()))
        if codes & _LIMITS:
            response.status_code = 429
            response["Retry-After"] = str(getattr(request, "retry_after", FALLBACK_SECONDS))
        elif codes:
            response.status_code = 422
        return response


def _codes(context: Iterable[Any]) -> Iterator[str]:
    """The machine codes of everything that failed in the forms of a page."""
    for form in context:
        if isinstance(form, BaseForm) and form.is_bound:
            for errors in form.errors.as_data().values():
                yield from (error.code or "invalid" for error in errors)
