"""Who asks: a brand key in the header, or the session of a page. Bad credentials are 401 before anything is looked up."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.authentication import SessionAuthentication as DjangoSession
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from brands.keys import live_key
from core.tenancy import active_or_none


class ApiKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer plz_…`. The key of another brand is as unknown as a random one."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        kind, _space, secret = get_authorization_header(request).decode("latin-1").partition(" ")
        if kind.lower() != "bearer":
            return None
        key = live_key(secret.strip()) if active_or_none() is not None else None
        if key is None:
            raise AuthenticationFailed(_("This key is not valid."), code="bad_credentials")
        return key.account, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="plaza"'


class SessionAuthentication(DjangoSession):
    """The page's own session; writes need the CSRF token like every form."""


class _KeyInSchema(OpenApiAuthenticationExtension):
    target_class = ApiKeyAuthentication
    name = "brandKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A brand's API key, `plz_…`, with its scopes."}


class _SessionInSchema(OpenApiAuthenticationExtension):
    target_class = SessionAuthentication
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "Writes also need X-CSRFToken."}
