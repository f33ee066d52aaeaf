"""Signing in with an account elsewhere: OpenID Connect (Google, LINE, an own server) and Facebook, over allauth."""

import secrets
from typing import Any

import structlog
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.facebook.provider import FacebookProvider
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from requests import RequestException, Session

from core import text

log = structlog.get_logger(__name__)
NONCE = "social_nonce"


class SocialAdapter(DefaultSocialAccountAdapter):
    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list:
        """Only what the operator switched on in the environment; allauth would also look into a table."""
        apps = [
            SocialApp(provider=kind, **app)
            for kind, config in settings.SOCIALACCOUNT_PROVIDERS.items()
            for app in config.get("APPS", ())
        ]
        return [
            app
            for app in apps
            if provider in (None, app.provider, app.provider_id) and client_id in (None, app.client_id)
        ]

    def get_app(self, request: HttpRequest, provider: str, client_id: str | None = None) -> SocialApp:
        for app in self.list_apps(request, provider=provider, client_id=client_id):
            return app
        raise Http404  # switched off: nothing is there

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict | None = None,
    ) -> None:
        """The person sees a page; what broke is for the operator. Never what the other side said: it may be personal."""
        if exception is not None:
            log.warning("sign-in elsewhere failed", provider=provider.sub_id, error=type(exception).__name__)

    def get_requests_session(self) -> Session:
        """The one client for what goes out: it waits five seconds, and goes where it was sent and no further."""
        session = super().get_requests_session()
        session.max_redirects = 0
        session.trust_env = False
        return session

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        user = super().populate_user(request, sociallogin, data)
        user.display_name = name_from(data)
        user.language = getattr(request, "LANGUAGE_CODE", "")
        return user

    def get_signup_form_initial_data(self, sociallogin: SocialLogin) -> dict[str, Any]:
        return super().get_signup_form_initial_data(sociallogin) | {"display_name": sociallogin.user.display_name}


def names_of_providers() -> dict[str, str]:
    """Those that are on, and how they call themselves."""
    apps = SocialAdapter().list_apps(context.request)
    return {app.provider_id or app.provider: app.name or app.provider.capitalize() for app in apps}


def name_from(data: dict[str, Any]) -> str:
    """What they call themselves elsewhere, as far as it can be a display name here."""
    said = data.get("name") or f"{data.get('first_name') or ''} {data.get('last_name') or ''}"
    said = str(said)
    return text.clean(said[:40], field="display_name", longest=40) if text.is_storable(said) else ""


class _SteppingStone:
    """
    The way out is a page with a link, not a redirect.

    Browsers hold what a form leads to against form-action, over every redirect of the other side. A page of our own
    in between keeps that policy strict. And whoever cannot be reached is a page, too.
    """

    def redirect(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if stopped := ratelimit.consume_or_429(request, app="allauth.account", action="login"):
            return stopped
        try:
            answer = super().redirect(request, *args, **kwargs)  # type: ignore[misc]
        except (RequestException, KeyError, TypeError, ValueError) as error:
            return render_authentication_error(request, self, exception=error)
        if not isinstance(answer, HttpResponseRedirect):
            return answer
        return render(request, "socialaccount/onward.html", {"provider": self, "redirect_to": answer.url})

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Of all that they send we keep what the owner needs to know the account again."""
        said = data.get("id_token") or data.get("userinfo") or data
        return {key: str(said[key])[:254] for key in ("name", "email") if said.get(key)}


class OpenIDProvider(_SteppingStone, OpenIDConnectProvider):
    """One class for everyone who speaks the standard. What they say is read from the signed token alone."""

    package = "allauth.socialaccount.providers.openid_connect"
    pkce_enabled_default = True

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        # Nothing from the address: allauth would pass on what it finds there.
        nonce = request.session[NONCE] = secrets.token_urlsafe(24)
        return self.get_auth_params() | {"nonce": nonce}

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return self.get_scope()

    def extract_email_addresses(self, data: dict[str, Any]) -> list:
        found = super().extract_email_addresses(data)
        for address in found:
            address.verified = address.verified is True  # "false" is a word, too
        return found


class Facebook(_SteppingStone, FacebookProvider):
    package = "allauth.socialaccount.providers.facebook"
