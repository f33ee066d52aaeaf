"""API keys: `plz_<prefix>_<secret>`, shown once, compared in constant time."""

import hashlib
import secrets

from django.db.models import Q

from brands.models import ApiKey
from core import clock
from core.models import ALPHABET
from core.text import is_storable

# What a key may be allowed to do. A request that lacks the scope is refused before anything is looked up.
SCOPES = (
    "content:read",
    "content:write",
    "groups:read",
    "members:read",
    "members:write",
    "contacts:read",
    "announcements:read",
    "announcements:write",
    "coupons:read",
    "coupons:write",
    "analytics:read",
    "brand:write",
    "webhooks:manage",
)


def new_secret() -> tuple[str, str, str]:
    """(prefix, whole key, digest)."""
    prefix = "".join(secrets.choice(ALPHABET) for _ in range(10))
    whole = f"plz_{prefix}_{secrets.token_urlsafe(32)}"
    return prefix, whole, digest_of(whole)


def digest_of(whole: str) -> str:
    return hashlib.sha256(whole.encode()).hexdigest()


def live_key(whole: str) -> ApiKey | None:
    """The key of the active brand that this text opens, or None: unknown, expired and revoked look the same."""
    parts = whole.split("_", 2)
    if len(parts) != 3 or parts[0] != "plz" or not is_storable(whole):
        return None
    in_force = Q(expires_at=None) | Q(expires_at__gt=clock.now())
    key = (
        ApiKey.objects.filter(in_force, prefix=parts[1], revoked_at=None, account__is_active=True)
        .select_related("account")
        .first()
    )
    digest = key.digest if key else digest_of("nobody")
    return key if secrets.compare_digest(digest, digest_of(whole)) and key else None
