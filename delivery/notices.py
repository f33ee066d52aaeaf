"""Who is told that a webhook was switched off."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brands.links import brand_url
from core.decisions import Decision
from core.notices import Notice, Shown, declare, declare_kind
from delivery import verbs
from delivery.models import WebhookEndpoint
from delivery.rules import can_manage_webhooks


def _owner(fact: Any) -> list[int]:
    return list(WebhookEndpoint.objects.filter(pk=fact.target_id).values_list("account_id", flat=True))


def _by_fact(facts: Iterable[Any]) -> dict[int, WebhookEndpoint]:
    facts = list(facts)
    found = WebhookEndpoint.objects.in_bulk([fact.target_id for fact in facts])
    return {fact.pk: found[fact.target_id] for fact in facts if fact.target_id in found}


def _may(viewer: Any, endpoint: WebhookEndpoint) -> Decision:
    return can_manage_webhooks(viewer)


def _shown(endpoint: WebhookEndpoint, viewer: Any) -> Shown:
    title = _("The webhook %(label)s was switched off") % {"label": endpoint.label}
    text = _("It is told of nothing until you have looked at it and resumed it.")
    return Shown(title, text, brand_url("delivery:webhook", webhook=endpoint.public_id), "alert")


declare_kind("webhooks", gettext_lazy("A webhook I set up stops"))
declare(
    Notice(
        "webhook.switched_off",
        verbs.WEBHOOK_SWITCHED_OFF.name,
        "webhooks",
        who=_owner,
        load=_by_fact,
        may=_may,
        show=_shown,
    )
)
