"""Handing deliveries over, and reading the inbox."""

from delivery.actions.hand_off import deliver_due
from delivery.actions.inbox import mark_all_read, mark_read
from delivery.actions.preferences import set_preferences

__all__ = ["deliver_due", "mark_all_read", "mark_read", "set_preferences"]
