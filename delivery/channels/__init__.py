"""The ways out. Each channel is a small module with one `send(delivery, shown, account)`."""

from typing import Protocol

from core.notices import Shown
from delivery.channels import email
from delivery.models import Channel, Delivery


class Sender(Protocol):
    def send(self, delivery: Delivery, shown: Shown) -> None: ...

    def honours_key(self) -> bool:
        """True when handing off the same key twice reaches the person once."""
        ...


SENDERS: dict[str, Sender] = {Channel.EMAIL: email}  # type: ignore[dict-item]
