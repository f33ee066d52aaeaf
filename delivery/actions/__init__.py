"""Handing deliveries over, and reading the inbox."""

from delivery.actions.hand_off import deliver_due
from delivery.actions.inbox import mark_all_read, mark_read
from delivery.actions.letters import TooManyLetters, address_digest, post_letter, refuse_letters
from delivery.actions.preferences import set_preferences

__all__ = [
    "TooManyLetters",
    "address_digest",
    "deliver_due",
    "mark_all_read",
    "mark_read",
    "post_letter",
    "refuse_letters",
    "set_preferences",
]
