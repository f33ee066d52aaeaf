"""A brand that lets members start communities, and several people at the same moment."""

import pytest

from brands.actions import update_brand
from communities.actions import propose_community
from tests.members.conftest import at_once

__all__ = ["at_once"]


@pytest.fixture
def reviewing(cast, brand):
    """Members ask, and somebody of the brand says yes first."""
    changed = update_brand(cast.owner, brand, member_communities="review")
    brand.member_communities = changed.member_communities
    return brand


@pytest.fixture
def proposal(cast, reviewing):
    return propose_community(cast.member, name="手沖研究社", purpose="一起練手沖。", rules="友善\n不賣東西")
