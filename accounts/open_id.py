"""The way back from OpenID Connect: the token must be signed by who we asked, for us, and for this very question."""

from typing import Any

import jwt
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialToken
from allauth.socialaccount.providers.facebook.views import FacebookOAuth2Adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter, OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from requests import RequestException

from accounts.social import NONCE

_SIGNED_WITH_A_KEY = ("RS256", "ES256")
_UNREADABLE = (AttributeError, KeyError, TypeError, ValueError, OAuth2Error, RequestException)


class OpenIDAdapter(OpenIDConnectOAuth2Adapter):
    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> Any:
        """allauth also asks `userinfo`, and believes an unsigned token that came by TLS. We read the signed one."""
        claims = self._claims(app, kwargs["response"].get("id_token") or "")
        expected = request.session.pop(NONCE, "")
        if not expected or not constant_time_compare(str(claims.get("nonce", "")), expected):
            raise OAuth2Error("The nonce is not ours.")
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _claims(self, app: SocialApp, token: str) -> dict[str, Any]:
        issuer = self.openid_config["issuer"]
        try:
            algorithm = jwt.get_unverified_header(token).get("alg")
            if algorithm == "HS256":  # LINE signs for web pages with the channel secret
                return jwt.decode(token, app.secret, algorithms=["HS256"], audience=app.client_id, issuer=issuer)
        except jwt.PyJWTError as error:
            raise OAuth2Error("Invalid id_token") from error
        if algorithm not in _SIGNED_WITH_A_KEY:
            raise OAuth2Error("The signature is of a kind we do not take.")
        return jwtkit.verify_and_decode(
            credential=token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=issuer,
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )


def open_id_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Takes the place of allauth's view (accounts/urls.py)."""
    return _answered(request, OpenIDAdapter(request, provider_id))


def facebook_callback(request: HttpRequest) -> HttpResponse:
    return _answered(request, FacebookOAuth2Adapter(request))


def _answered(request: HttpRequest, adapter: OAuth2Adapter) -> HttpResponse:
    """allauth lets some answers through as errors of ours: nobody there, or nonsense from whoever is."""
    provider = adapter.get_provider()
    try:
        return OAuth2CallbackView.adapter_view(adapter)(request)
    except _UNREADABLE as error:
        return render_authentication_error(request, provider, exception=error)
