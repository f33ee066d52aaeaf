"""Setting up webhooks: where they go, what they tell, their secrets. Each new secret is shown once."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from brands.models import ApiKey, Brand
from core import clock, locks, outbound, tenancy, text
from core.decisions import ensure
from core.errors import Conflict, Invalid
from core.webhooks import catalogue, families, is_wanted
from delivery import verbs as facts
from delivery.models import EndpointState, WebhookEndpoint
from delivery.models.webhook import holds
from delivery.rules import can_manage_webhooks
from delivery.signing import new_secret
from spaces.models import Space

MOST = 20  # of one brand
MOST_SPACES = 200
BOTH_VALID = dt.timedelta(hours=24)


@transaction.atomic
def create_endpoint(
    viewer: Any,
    *,
    label: str,
    url: str,
    verbs: Sequence[str],
    spaces: Sequence[str] | None = None,
    key: ApiKey | None = None,
) -> WebhookEndpoint:
    """`spaces` are public ids, None is every one. It tells what the viewer may know, with a key what that key may."""
    ensure(can_manage_webhooks(viewer))
    brand_id = tenancy.active().pk
    checked = {"label": _checked_label(label), "url": _checked_url(url), "verbs": _checked_verbs(viewer, verbs)}
    chosen = _checked_spaces(viewer, spaces)
    list(locks.for_update(Brand.objects.filter(pk=brand_id)))  # two at once do not both see the last place free
    if WebhookEndpoint.objects.count() >= MOST:
        raise Conflict(_("A brand can have at most %(most)d webhooks.") % {"most": MOST}, code="too_many")
    made = WebhookEndpoint.objects.create(
        brand_id=brand_id, account=viewer.user, key=key, secret=new_secret(), every_space=spaces is None, **checked
    )
    made.spaces.set(chosen)
    record(facts.WEBHOOK_CREATED, viewer=viewer, target=made)
    return made


@transaction.atomic
def change_endpoint(
    viewer: Any, endpoint: WebhookEndpoint, *, key: ApiKey | None = None, **given: Any
) -> WebhookEndpoint:
    """
    Change label, url, verbs or spaces; what is not given stays.

    Whoever changes where it goes or what it tells is from then on whom it speaks for: a key of few rights cannot lead
    away what an owner had set up.
    """
    ensure(can_manage_webhooks(viewer))
    held = locks.for_update(WebhookEndpoint.objects.filter(pk=endpoint.pk)).get()
    new: dict[str, Any] = {}
    if "label" in given:
        new["label"] = _checked_label(given["label"])
    if "url" in given:
        new["url"] = _checked_url(given["url"])
    if "verbs" in given:
        new["verbs"] = _checked_verbs(viewer, given["verbs"])
    if "spaces" in given:
        chosen, new["every_space"] = _checked_spaces(viewer, given["spaces"]), given["spaces"] is None
        moved = {one.pk for one in chosen} != set(held.spaces.values_list("pk", flat=True))
        held.spaces.set(chosen)
    else:
        moved = False
    changed = {name for name, value in new.items() if getattr(held, name) != value}
    if not changed and not moved:
        return fresh(held)
    if moved or changed - {"label"}:
        new |= {"account": viewer.user, "key": key, "failing_since": None, "is_brisk": False, "next_at": clock.now()}
        _ensure_covers(viewer, new.get("verbs", held.verbs))
    for name, value in new.items():
        setattr(held, name, value)
    held.save(update_fields=[*new])
    record(facts.WEBHOOK_CHANGED, viewer=viewer, target=held, fields=len(changed) + moved)
    return fresh(held)


@transaction.atomic
def change_secret(viewer: Any, endpoint: WebhookEndpoint) -> WebhookEndpoint:
    """A new secret; for a day both sign, so that the receiver can change over at leisure."""
    ensure(can_manage_webhooks(viewer))
    held = locks.for_update(WebhookEndpoint.objects.filter(pk=endpoint.pk)).get()
    held.old_secret, held.old_secret_until = held.secret, clock.now() + BOTH_VALID
    held.secret = new_secret()
    held.save(update_fields=["secret", "old_secret", "old_secret_until"])
    record(facts.WEBHOOK_SECRET_CHANGED, viewer=viewer, target=held)
    return fresh(held)


@transaction.atomic
def pause_endpoint(viewer: Any, endpoint: WebhookEndpoint) -> WebhookEndpoint:
    """Nothing is sent, and what happens meanwhile is not kept for it. Pausing twice changes nothing."""
    ensure(can_manage_webhooks(viewer))
    on = WebhookEndpoint.objects.filter(pk=endpoint.pk, state=EndpointState.ON)
    if on.update(state=EndpointState.PAUSED):
        record(facts.WEBHOOK_PAUSED, viewer=viewer, target=endpoint)
    return fresh(endpoint)


@transaction.atomic
def resume_endpoint(viewer: Any, endpoint: WebhookEndpoint) -> WebhookEndpoint:
    """Also after it was switched off. What still waits goes out."""
    ensure(can_manage_webhooks(viewer))
    resting = WebhookEndpoint.objects.filter(pk=endpoint.pk).exclude(state=EndpointState.ON)
    anew = {"off_because": "", "failing_since": None, "is_brisk": False, "next_at": clock.now()}
    if resting.update(state=EndpointState.ON, **anew):
        record(facts.WEBHOOK_RESUMED, viewer=viewer, target=endpoint)
    return fresh(endpoint)


@transaction.atomic
def delete_endpoint(viewer: Any, endpoint: WebhookEndpoint) -> None:
    """With its log. What is being sent at this moment may still arrive."""
    ensure(can_manage_webhooks(viewer))
    if WebhookEndpoint.objects.filter(pk=endpoint.pk).delete()[0]:
        record(facts.WEBHOOK_DELETED, viewer=viewer, target=endpoint)


def fresh(endpoint: WebhookEndpoint) -> WebhookEndpoint:
    return WebhookEndpoint.objects.select_related("account", "key").prefetch_related("spaces").get(pk=endpoint.pk)


def _checked_label(label: str) -> str:
    return text.clean(label, field="label", longest=60, shortest=1)


def _checked_url(url: str) -> str:
    url = url.strip()
    try:
        outbound.checked_url(url)
    except outbound.Refused as refused:
        raise Invalid.field("url", _REFUSALS.get(refused.code, _not_public)(), refused.code) from refused
    return url


def _https_only() -> str:
    return _("Use an address that begins with https://.")


def _port_refused() -> str:
    return _("Use port 443 or 8443.")


def _not_public() -> str:
    return _("Use the full address of a public server, such as https://hooks.your-shop.com/plaza.")


_REFUSALS = {"https_only": _https_only, "port_refused": _port_refused}


def _checked_verbs(viewer: Any, verbs: Sequence[str]) -> list[str]:
    if not verbs:
        raise Invalid.field("verbs", _("Choose at least one thing to be told of."), "required")
    known = (*families, *catalogue)
    if unknown := set(verbs) - set(known):
        message = _("There is no such webhook: %(name)s.") % {"name": text.excerpt(sorted(unknown)[0], 40)}
        raise Invalid.field("verbs", message, "bad_choice")
    _ensure_covers(viewer, verbs)
    return [one for one in known if one in verbs]


def _ensure_covers(viewer: Any, verbs: Sequence[str]) -> None:
    """Better refused now than silent for ever: a key's scopes do not grow."""
    needed = {scope for name, one in catalogue.items() if is_wanted(name, verbs) for scope in one.scopes}
    if not holds(viewer, frozenset(needed)):
        message = _("This key lacks the scope %(scope)s.") % {"scope": sorted(needed - viewer.scopes)[0]}
        raise Invalid.field("verbs", message, "insufficient_scope")


def _checked_spaces(viewer: Any, spaces: Sequence[str] | None) -> list[Space]:
    if spaces is None:
        return []
    if not 1 <= len(set(spaces)) <= MOST_SPACES:
        raise Invalid.field("spaces", _("Choose at least one space, or every space."), "required")
    found = list(Space.objects.visible_to(viewer).filter(public_id__in=set(spaces)))
    if len(found) != len(set(spaces)):
        raise Invalid.field("spaces", _("There is no such space."), "bad_choice")
    return found
