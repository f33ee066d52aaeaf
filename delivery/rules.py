"""Who points webhooks somewhere, and whose authority they carry."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, HIDE, Decision, deny
from core.webhooks import Hook, catalogue
from delivery.models import WebhookDelivery
from delivery.models.webhook import PING, holds
from spaces.models import Space
from spaces.rules import can_see_space


def can_manage_webhooks(viewer: Any) -> Decision:
    return ALLOW if viewer.can("webhook.manage") else deny(_("Only the brand's owner can manage webhooks."))


def can_see_webhook_delivery(viewer: Any, delivery: WebhookDelivery) -> Decision:
    """One row of `WebhookDeliveryQuerySet.visible_to`: the log tells no more than the facts themselves."""
    if not viewer.can("webhook.manage"):
        return HIDE
    if delivery.name == PING:
        return ALLOW
    hook = catalogue.get(delivery.name)
    if hook is None or not holds(viewer, hook.scopes):
        return HIDE
    return ALLOW if delivery.space is None or can_see_space(viewer, delivery.space) else HIDE


def may_be_told(viewer: Any, hook: Hook, subject: Any, space: Space | None) -> bool:
    """
    Whether what this viewer set up may be told: asked when the fact is read, and again at every hand-over.

    The space of the fact is asked by itself: what it is about may have moved on since.
    """
    if not viewer.can("webhook.manage") or not holds(viewer, hook.scopes):
        return False
    return (space is None or bool(can_see_space(viewer, space))) and bool(hook.may(viewer, subject))
