"""Webhooks of the brand, their log, and whom each of them speaks for now."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from core.decisions import ensure
from core.errors import NotVisible
from core.webhooks import catalogue, is_wanted
from delivery.models import WebhookDelivery, WebhookEndpoint
from delivery.rules import can_manage_webhooks
from spaces.models import Space

SCOPE = "webhooks:manage"


def endpoints_of(viewer: Any) -> QuerySet[WebhookEndpoint]:
    """Every one of the brand, the newest first."""
    ensure(can_manage_webhooks(viewer))
    return WebhookEndpoint.objects.select_related("account", "key").prefetch_related("spaces").order_by("-id")


def get_endpoint(viewer: Any, public_id: str) -> WebhookEndpoint:
    found = endpoints_of(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def log_of(viewer: Any, endpoint: WebhookEndpoint) -> QuerySet[WebhookDelivery]:
    """What was sent, the newest first; nothing of what the viewer may not know."""
    return WebhookDelivery.objects.visible_to(viewer).filter(endpoint=endpoint).select_related("space").order_by("-id")


def get_webhook_delivery(viewer: Any, endpoint: WebhookEndpoint, public_id: str) -> WebhookDelivery:
    found = log_of(viewer, endpoint).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def spaces_told_of(viewer: Any, endpoint: WebhookEndpoint, seen: Iterable[int] | None = None) -> list[Space] | None:
    """The spaces it is limited to, as far as the viewer may know of them; None is every one."""
    if endpoint.every_space:
        return None
    known = spaces_known(viewer) if seen is None else seen
    return [one for one in endpoint.spaces.all() if one.pk in known]


def spaces_known(viewer: Any) -> frozenset[int]:
    return frozenset(Space.objects.visible_to(viewer).values_list("pk", flat=True))


def authority_of(endpoint: WebhookEndpoint) -> Any:
    """
    The viewer that it speaks for at this moment, or None: nobody any more.

    Whoever pointed it where it points, and no more than the key they did it with: a key that was taken back, a person
    who lost the power, and an account that was switched off are told nothing from then on.
    """
    key = endpoint.key
    if not endpoint.account.is_active:
        return None
    if key is not None and not (key.is_live and key.account_id == endpoint.account_id and SCOPE in key.scopes):
        return None
    viewer_class = import_string(settings.PLAZA_VIEWER_CLASS)  # a port: viewers are made above
    viewer = viewer_class(endpoint.account, scopes=key.scopes if key is not None else None)
    return viewer if viewer.can("webhook.manage") else None


def wants(endpoint: WebhookEndpoint, name: str, space_id: int | None) -> bool:
    return name in catalogue and is_wanted(name, endpoint.verbs) and endpoint.covers(space_id)
