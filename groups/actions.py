"""Opening a group."""

from typing import Any

from django.db import transaction

from brands.models import Brand
from groups.presets import GROUP
from members.actions import found_space
from spaces.actions import create_space
from spaces.models import Kind, Space


@transaction.atomic
def create_group(viewer: Any, brand: Brand, *, name: str, slug: str = "", **fields: Any) -> Space:
    """A group with its first admin, both or neither. `fields` are settings of spaces.actions; the rest is preset."""
    space = create_space(viewer, brand, kind=Kind.GROUP, name=name, slug=slug, **{**GROUP, **fields})
    found_space(viewer, space)
    return Space.objects.get(pk=space.pk)
