"""How a message reaches a person, and a fact another system."""

from delivery.models.delivery import Channel, Delivery, DeliveryState, Message
from delivery.models.letter import Letter, RefusedAddress
from delivery.models.preference import Preference
from delivery.models.webhook import EndpointState, OffBecause, SendState, WebhookDelivery, WebhookEndpoint

__all__ = [
    "Channel",
    "Delivery",
    "DeliveryState",
    "EndpointState",
    "Letter",
    "Message",
    "OffBecause",
    "Preference",
    "RefusedAddress",
    "SendState",
    "WebhookDelivery",
    "WebhookEndpoint",
]
