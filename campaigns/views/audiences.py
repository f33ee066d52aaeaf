"""The audiences that a form offers: living spaces where the viewer has the power, and the whole brand."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.forms import WHOLE_BRAND
from campaigns.queries import audience_size
from core.errors import NotVisible
from spaces.models import Space


class Audiences:
    """Only what was offered comes back: anything else is not visible."""

    def __init__(self, request: HttpRequest, capability: str, spaces: Iterable[Space]) -> None:
        self.brand = request.brand  # type: ignore[attr-defined]
        self.includes_brand = request.viewer.can(capability)  # type: ignore[attr-defined]
        self.spaces = {space.public_id: space for space in spaces}

    @property
    def choices(self) -> list[tuple[str, str]]:
        offered = [(key, _sized(space.name, space.member_count)) for key, space in self.spaces.items()]
        if self.includes_brand:
            offered.append((WHOLE_BRAND, _sized(name_of(self.brand, None), audience_size(None))))
        return offered

    def chosen(self, key: str) -> Space | None:
        if key == WHOLE_BRAND and self.includes_brand:
            return None
        if key not in self.spaces:
            raise NotVisible
        return self.spaces[key]


def name_of(brand: Any, space: Space | None) -> str:
    return space.name if space else _("Everyone in %(brand)s") % {"brand": brand.name}


def _sized(name: str, size: int) -> str:
    people = ngettext("%(count)s person", "%(count)s people", size) % {"count": f"{size:,}"}
    return f"{name} · {people}"
