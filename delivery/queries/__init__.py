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

__all__ = [
    "Notification",
    "Switch",
    "inbox_of",
    "may_reach",
    "messages_to",
    "rendered",
    "switch_rows",
    "switches",
    "unread_count_of",
    "why",
]
