"""How a message reaches a person."""

from delivery.models.delivery import Channel, Delivery, DeliveryState, Message
from delivery.models.letter import Letter, RefusedAddress
from delivery.models.preference import Preference

__all__ = ["Channel", "Delivery", "DeliveryState", "Letter", "Message", "Preference", "RefusedAddress"]
