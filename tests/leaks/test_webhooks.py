"""Webhooks: no body holds a word of anybody, and none a closed group that its authority may not know (K6)."""

import pytest

from activity.models import Activity
from brands.actions import create_key
from core import tenancy
from delivery.models import WebhookDelivery, WebhookEndpoint
from delivery.payloads import body_of
from tests.leaks.cast import MARKER

pytestmark = pytest.mark.django_db
SCOPES = {
    "config only": (["webhooks:manage"], False),
    "open ones": (["webhooks:manage", "members:read"], False),
    "closed ones": (["webhooks:manage", "members:read", "groups:read"], True),
    "closed, of no members": (["webhooks:manage", "groups:read"], False),
}


def bodies(world) -> dict[int, str | None]:
    """What each row of the planted world would say if it were sent now."""
    with tenancy.activate(world.brand):
        rows = WebhookDelivery.objects.select_related("brand", "fact", "space", "endpoint__account", "endpoint__key")
        return {one.space_id: body_of(one) for one in rows}


def test_planted_world_is_told_in_ids_alone(world):
    told = bodies(world)
    assert {world.listed.space.pk, world.secret.space.pk} <= told.keys() and all(told.values())
    for body in told.values():
        assert not MARKER.search(body) and "example.com" not in body


@pytest.mark.parametrize("held", SCOPES)
def test_body_holds_what_the_scopes_at_hand_over_cover(held, world):
    scopes, closed = SCOPES[held]
    with tenancy.activate(world.brand):
        key = create_key(world.cast.owner, world.brand, label="x", scopes=scopes)[0]
        WebhookEndpoint.objects.update(key=key)
    told = bodies(world)
    for planted in (world.listed, world.secret):
        assert (told[planted.space.pk] is not None) == closed


@pytest.mark.parametrize("who", ["manager", "admin", "insider", "guest", "outcast"])
def test_endpoint_of_somebody_without_the_power_says_nothing(who, world):
    with tenancy.activate(world.brand):
        WebhookEndpoint.objects.update(account=getattr(world.cast, who).user)
    assert set(bodies(world).values()) == {None}


def test_other_brand_has_rows_of_its_own_facts_only(world):
    with tenancy.across_brands("test"):
        for one in WebhookDelivery.objects.select_related("fact", "endpoint", "space"):
            assert one.brand_id == one.endpoint.brand_id == one.fact.brand_id == one.space.brand_id
        assert WebhookDelivery.objects.filter(brand=world.theirs.space.brand).exists()
        assert Activity.objects.filter(brand_id=world.theirs.space.brand_id).exists()


def test_log_shows_a_blind_key_nothing_of_closed_groups(world, client):
    secret = world.principals["blind key"]
    for planted in (world.listed, world.secret):
        path = f"/api/v1/@shanlan/webhooks/{planted.webhook.public_id}/"
        with tenancy.activate(None):
            answer = client.get(path, headers={"Authorization": f"Bearer {secret}"}).json()
            log = client.get(f"{path}deliveries/", headers={"Authorization": f"Bearer {secret}"}).json()
        assert answer["spaces"] == [] and log["results"] == []
        assert planted.space.public_id not in str(answer)
