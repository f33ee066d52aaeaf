"""Rows meant for the members of one space, or of the whole brand when `space` is null."""

from typing import Any

from django.db.models import Q

from core.tenancy import BrandQuerySet
from spaces.models import Space

NOBODY = Q(pk=None)


class AddressedQuerySet(BrandQuerySet):
    """The two ways in: being in the audience, or having the power over it. Rules ask the same of one object."""

    def addressed_to(self, viewer: Any) -> "AddressedQuerySet":
        return self.filter(is_addressed_to(viewer))

    def governed_by(self, viewer: Any, capability: str) -> "AddressedQuerySet":
        return self.filter(is_governed_by(viewer, capability))


def is_addressed_to(viewer: Any) -> Q:
    if viewer.member is None:
        return NOBODY
    return Q(space=None) | Q(space_id__in=viewer.space_ids)


def is_governed_by(viewer: Any, capability: str) -> Q:
    """Of spaces whose inside the viewer may read; a brand-wide row needs the power over the whole brand."""
    if viewer.can(capability):
        return Q(space=None) | Q(space__in=Space.objects.readable_by(viewer).values("pk"))
    return Q(space_id__in=viewer.spaces_where(capability))
