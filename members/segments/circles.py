"""A tag that follows a segment that asks for the tag would go on and off for ever."""

from django.utils.translation import gettext as _

from core.errors import Invalid
from members.models import Tag, TagRule
from members.segments.catalogue import TAG
from members.segments.check import Rule
from members.segments.compile import named_in


def refuse_circle(tag: Tag, rule: Rule) -> None:
    """Follows tag → segment → tag … over all that rules keep. Raises Invalid `circle`."""
    behind = {one.tag.public_id: one.segment.rule for one in TagRule.objects.select_related("tag", "segment")}
    waiting, seen = named_in(rule, TAG), set[str]()
    while waiting:
        name = waiting.pop()
        if name == tag.public_id:
            message = _("The segment asks for this tag, directly or through another tag, so the tag cannot follow it.")
            raise Invalid.field("tag", message, "circle")
        if name not in seen and name in behind:
            seen.add(name)
            waiting |= named_in(behind[name], TAG)
