"""Handing deliveries over, reading the inbox, and webhooks."""

from delivery.actions.hand_off import deliver_due
from delivery.actions.inbox import mark_all_read, mark_read
from delivery.actions.letters import TooManyLetters, address_digest, post_letter, refuse_letters
from delivery.actions.preferences import set_preferences
from delivery.actions.webhook_claims import prune_webhooks
from delivery.actions.webhook_queue import enqueue, ping_endpoint, send_again
from delivery.actions.webhook_sending import send_due_webhooks
from delivery.actions.webhooks import (
    change_endpoint,
    change_secret,
    create_endpoint,
    delete_endpoint,
    pause_endpoint,
    resume_endpoint,
)

__all__ = [
    "TooManyLetters",
    "address_digest",
    "change_endpoint",
    "change_secret",
    "create_endpoint",
    "delete_endpoint",
    "deliver_due",
    "enqueue",
    "mark_all_read",
    "mark_read",
    "pause_endpoint",
    "ping_endpoint",
    "post_letter",
    "prune_webhooks",
    "refuse_letters",
    "resume_endpoint",
    "send_again",
    "send_due_webhooks",
    "set_preferences",
]
