"""The base of every REST view: who asks and with which powers, the key's scope, and each POST once."""

from typing import Any, ClassVar

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from brands.actions import note_key_use
from brands.idempotency import once
from core.api.accepted import refuse_unknown
from core.errors import NotAllowed


class Endpoint(APIView):
    """
    Set `scopes = (read scope, write scope)`, and in `beside` what a key needs as well, whatever it asks.

    Views call one query or one action and answer.
    """

    scopes: ClassVar[tuple[str, str]]
    beside: ClassVar[tuple[str, ...]] = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        key = request.auth
        viewer_class = import_string(settings.PLAZA_VIEWER_CLASS)  # a port: viewers are made above brands
        request._request.viewer = viewer_class(request.user, scopes=key.scopes if key else None)
        if key is not None:
            self._demand_scope(request, key.scopes)
        if request._request.viewer.is_banned and not getattr(type(self), "open_to_banned", False):
            raise NotAllowed(_("You are banned from this brand."), code="banned_from_brand")
        if key is not None:
            note_key_use(key)
        if request.method in ("POST", "PUT", "PATCH"):
            refuse_unknown(self, request.data)
        self._do_once(request)

    def _do_once(self, request: Request) -> None:
        """Nobody in particular has no answers kept: one visitor must never be given what another one got."""
        header, post = request.headers.get("Idempotency-Key"), getattr(self, "post", None)
        if request.method == "POST" and header and post and request.user.is_authenticated:
            self.post = once(header, post)  # type: ignore[attr-defined]

    def _demand_scope(self, request: Request, held: list[str]) -> None:
        own = self.scopes[0 if request.method in ("GET", "HEAD", "OPTIONS") else 1]
        for needed in (own, *self.beside):
            if needed not in held:
                message = _("This key lacks the scope %(scope)s.") % {"scope": needed}
                raise NotAllowed(message, code="insufficient_scope")

    def handle_exception(self, exc: Exception) -> Response:
        """What a visitor may not do is 401: there is a way to be allowed."""
        if isinstance(exc, NotAllowed) and not self.request.user.is_authenticated:
            exc = NotAuthenticated(str(exc))
        return super().handle_exception(exc)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        if limit := getattr(request._request, "rate_limit", None):
            response["RateLimit-Limit"], response["RateLimit-Remaining"] = map(str, limit)
        return response
