"""Ready reasons for declining an application, kept per space and offered at the desk."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import text
from core.errors import Invalid

MAX_REFUSALS = 8
LONGEST = 300
READY = (
    gettext_lazy("We are full at the moment. You are welcome to apply again later."),
    gettext_lazy("We would like to know a little more about you. Write us more and apply again."),
    gettext_lazy("This group has another focus than what you are looking for."),
    gettext_lazy("Join the talk in the open community first, then apply again."),
)


def refusals_of(space: Any) -> list[str]:
    """The space's own; where it has none, those that every group starts with, in the reader's language."""
    return list(space.refusals) or [str(one) for one in READY]


def checked_refusals(raw: Any) -> list[str]:
    """A list of texts, without empty and repeated ones."""
    if not isinstance(raw, list) or len(raw) > MAX_REFUSALS or not all(isinstance(one, str) for one in raw):
        message = _("Keep at most %(count)d ready reasons.") % {"count": MAX_REFUSALS}
        raise Invalid.field("refusals", message, "too_many")
    cleaned = [text.clean(one, field="refusals", longest=LONGEST) for one in raw]
    return [one for one in dict.fromkeys(cleaned) if one]
