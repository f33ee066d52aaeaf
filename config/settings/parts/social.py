"""Signing in with an account elsewhere: each way is on when its client id stands in the environment, and unseen otherwise."""

from typing import Any

from config.settings import env


def _client(name: str) -> dict[str, str]:
    """SOCIAL_<NAME>_CLIENT_ID and SOCIAL_<NAME>_SECRET. One without the other is a mistake that start-up shows."""
    found = env.text(f"SOCIAL_{name}_CLIENT_ID", "")
    return {"client_id": found, "secret": env.required(f"SOCIAL_{name}_SECRET")} if found else {}


def _open_id(provider_id: str, name: str, server_url: str, prefix: str, **settings: Any) -> list[dict[str, Any]]:
    client = _client(prefix)
    app = {"provider_id": provider_id, "name": name, "settings": {"server_url": server_url, **settings}}
    return [client | app] if client else []


SOCIALACCOUNT_ADAPTER = "accounts.social.SocialAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address that a provider names never joins an account that is here
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    "openid_connect": {
        "provider_class": "accounts.social.OpenIDProvider",
        "APPS": [
            *_open_id("google", "Google", "https://accounts.google.com", "GOOGLE"),
            *_open_id("line", "LINE", "https://access.line.me", "LINE"),
            *_open_id("sso", env.text("SOCIAL_SSO_NAME", "SSO"), env.text("SOCIAL_SSO_SERVER", ""), "SSO"),
        ],
    },
    "facebook": {
        "provider_class": "accounts.social.Facebook",
        "APPS": [_client("FACEBOOK")] if _client("FACEBOOK") else [],
        "SCOPE": ["email"],
        "FIELDS": ["id", "name", "email"],
    },
}
