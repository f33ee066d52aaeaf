"""Opening a community."""

from typing import Any

from django.db import transaction

from brands.models import Brand
from communities.presets import COMMUNITY
from members.actions import found_space
from spaces.actions import create_space
from spaces.models import Kind, Space


@transaction.atomic
def create_community(viewer: Any, brand: Brand, *, name: str, slug: str = "", **fields: Any) -> Space:
    """A community with its first admin, both or neither. `fields` are settings of spaces.actions; the rest is preset."""
    space = create_space(viewer, brand, kind=Kind.COMMUNITY, name=name, slug=slug, **{**COMMUNITY, **fields})
    found_space(viewer, space)
    return Space.objects.get(pk=space.pk)
