"""API keys: made and taken back by the owner, shown once."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from brands import rules, verbs
from brands.keys import SCOPES, new_secret
from brands.models import ApiKey, Brand
from core import clock, text
from core.decisions import ensure
from core.errors import Invalid
from core.viewing import Viewer


@transaction.atomic
def create_key(
    viewer: Viewer, brand: Brand, *, label: str, scopes: Sequence[str], expires_at: dt.datetime | None = None
) -> tuple[ApiKey, str]:
    """(the key, its text). The text is never readable again; the key acts with the viewer's powers and no more."""
    ensure(rules.can_manage_keys(viewer, brand))
    label = text.clean(label, field="label", longest=60, shortest=1)
    prefix, whole, digest = new_secret()
    key = ApiKey.objects.create(
        brand=brand,
        account=viewer.user,
        label=label,
        prefix=prefix,
        digest=digest,
        scopes=_checked_scopes(scopes),
        expires_at=_checked_expiry(expires_at),
    )
    record(verbs.KEY_CREATED, viewer=viewer, target=key, scopes=len(key.scopes))
    return key, whole


@transaction.atomic
def revoke_key(viewer: Viewer, key: ApiKey) -> ApiKey:
    """From the next request on the key is unknown. Revoking twice changes nothing."""
    ensure(rules.can_manage_keys(viewer, key.brand))
    if ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=clock.now()):
        record(verbs.KEY_REVOKED, viewer=viewer, target=key)
    return ApiKey.objects.get(pk=key.pk)


def note_key_use(key: ApiKey) -> None:
    """When the key last worked, to the minute: a busy key must not write at every request."""
    now = clock.now()
    if key.last_used_at is None or now - key.last_used_at > dt.timedelta(minutes=1):
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)


def _checked_scopes(scopes: Sequence[str]) -> list[str]:
    if not scopes:
        raise Invalid.field("scopes", _("Choose at least one thing that the key may do."), "required")
    if unknown := set(scopes) - set(SCOPES):
        message = _("This scope is not known: %(scope)s.") % {"scope": sorted(unknown)[0]}
        raise Invalid.field("scopes", message, "bad_choice")
    return [scope for scope in SCOPES if scope in scopes]


def _checked_expiry(moment: dt.datetime | None) -> dt.datetime | None:
    if moment is not None and moment <= clock.now():
        raise Invalid.field("expires_at", _("Choose a time in the future."), "in_the_past")
    return moment
