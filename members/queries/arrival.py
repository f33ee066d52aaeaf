"""Where somebody goes who has just come in."""

from typing import Any
from urllib.parse import urlencode

from brands.links import brand_url
from members.queries.consents import asked_of


def after_arrival(viewer: Any, to: str) -> str:
    """`to`, by way of what the brand asks of its members and this one has not answered yet."""
    viewer.refresh()
    if viewer.member is not None and any(one.is_unanswered for one in asked_of(viewer.member)):
        return f"{brand_url('members:consent')}?{urlencode({'next': to})}"
    return to
