"""Reading what reaches a person, and over which channel."""

from delivery.queries.inbox import (
    Notification,
    Switch,
    inbox_of,
    may_reach,
    messages_to,
    rendered,
    switch_rows,
    switches,
    unread_count_of,
    why,
)
from delivery.queries.webhooks import (
    SCOPE,
    authority_of,
    endpoints_of,
    get_endpoint,
    get_webhook_delivery,
    log_of,
    spaces_known,
    spaces_told_of,
    wants,
)

__all__ = [
    "SCOPE",
    "Notification",
    "Switch",
    "authority_of",
    "endpoints_of",
    "get_endpoint",
    "get_webhook_delivery",
    "inbox_of",
    "log_of",
    "may_reach",
    "messages_to",
    "rendered",
    "spaces_known",
    "spaces_told_of",
    "switch_rows",
    "switches",
    "unread_count_of",
    "wants",
    "why",
]
