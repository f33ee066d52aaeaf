"""What a closed space offers, shown at its gate: up to four lines with a one-character seal."""

from typing import Any

from django.utils.translation import gettext as _

from core import text
from core.errors import Invalid

MAX_OFFERS = 4


def checked_offers(raw: Any) -> list[dict[str, str]]:
    """`[{seal, title, text}]`; the title is required, the seal falls back to its first character."""
    if not isinstance(raw, list) or len(raw) > MAX_OFFERS or not all(isinstance(one, dict) for one in raw):
        raise Invalid.field("offers", _("Name at most %(count)d offers.") % {"count": MAX_OFFERS}, "too_many")
    return [_offer(one) for one in raw]


def _offer(raw: dict[str, Any]) -> dict[str, str]:
    title = text.clean(str(raw.get("title") or ""), field="offers", longest=40, shortest=1)
    return {
        "seal": text.clean(str(raw.get("seal") or ""), field="offers", longest=1) or title[0],
        "title": title,
        "text": text.clean(str(raw.get("text") or ""), field="offers", longest=120),
    }
