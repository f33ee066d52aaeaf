"""How a message reaches a person."""

from delivery.models.delivery import Channel, Delivery, DeliveryState, Message
from delivery.models.preference import Preference

__all__ = ["Channel", "Delivery", "DeliveryState", "Message", "Preference"]
