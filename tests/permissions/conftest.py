"""The world that every permission table is asked about."""

from types import SimpleNamespace

import pytest


@pytest.fixture
def world(cast, brand, other_brand, community, group, secret) -> SimpleNamespace:
    return SimpleNamespace(
        cast=cast, brand=brand, other_brand=other_brand, community=community, group=group, secret=secret
    )
