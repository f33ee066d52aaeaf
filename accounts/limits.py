"""How long somebody who was stopped by a limit has to wait: allauth counts, and does not say."""

import math
import time

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

ACCOUNT = "allauth.account"
# Which limit stands before which page, for the pages that answer 429 as a whole.
_OF_PAGE = {
    "account_login": (ACCOUNT, "login"),
    "account_signup": (ACCOUNT, "signup"),
    "account_reset_password": (ACCOUNT, "reset_password"),
    "account_reset_password_from_key": (ACCOUNT, "reset_password_from_key"),
    "account_reauthenticate": (ACCOUNT, "reauthenticate"),
    "mfa_reauthenticate": (ACCOUNT, "reauthenticate"),
    "mfa_reauthenticate_webauthn": (ACCOUNT, "reauthenticate"),
    "account_change_password": (ACCOUNT, "change_password"),
    "account_set_password": (ACCOUNT, "change_password"),
    "account_email": (ACCOUNT, "manage_email"),
    "mfa_login_webauthn": ("allauth.mfa", "webauthn_login"),
}
FALLBACK_SECONDS = 60


def seconds_left(request: HttpRequest) -> int:
    """Until the page that was asked for opens again."""
    app, action = _OF_PAGE.get(getattr(request.resolver_match, "url_name", ""), ("", ""))
    key = request.POST.get("email", "").lower() if action == "reset_password" else None
    return until_free(request, app, action, key) if app else FALLBACK_SECONDS


def until_free(request: HttpRequest, app: str, action: str, key: str | None = None) -> int:
    """Seconds until every rate of `action` has room again; where it already has, or nobody knows, a minute."""
    waits = [_wait(request, app, action, rate, key) for rate in ratelimit.get_rates(app=app, action=action)]
    return math.ceil(max(waits, default=0)) or FALLBACK_SECONDS


def _wait(request: HttpRequest, app: str, action: str, rate: ratelimit.Rate, key: str | None) -> float:
    if (rate.per == "key" and key is None) or (rate.per == "user" and not request.user.is_authenticated):
        return 0
    counted = cache.get(ratelimit.get_cache_key(request, app=app, action=action, rate=rate, key=key)) or []
    return max(0, counted[-1] + rate.duration - time.time()) if len(counted) >= rate.amount else 0
