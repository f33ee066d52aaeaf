"""Webhooks that rows of the tables are about."""

from typing import Any

from activity.actions import record
from delivery.actions import create_endpoint, ping_endpoint
from delivery.models import WebhookDelivery
from members import verbs
from members.models import Membership


def webhook_of(world: Any) -> Any:
    """The owner's, told of everything."""
    url = "https://hooks.shop.com/plaza"
    return create_endpoint(world.cast.owner, label="Shop", url=url, verbs=["membership.*", "application.*"])


def webhook_test(world: Any) -> tuple:
    return (ping_endpoint(world.cast.owner, webhook_of(world)),)


def told_of_community(world: Any) -> tuple:
    return (_told(world, world.community),)


def told_of_secret(world: Any) -> tuple:
    return (_told(world, world.secret),)


def _told(world: Any, space: Any) -> WebhookDelivery:
    membership = Membership.objects.get(space=space, member=world.cast.member.member)
    fact = record(verbs.MEMBER_JOINED, target=membership, space=space)
    return WebhookDelivery.objects.create(
        brand=world.brand, endpoint=webhook_of(world), fact=fact, space=space, name="membership.joined"
    )
