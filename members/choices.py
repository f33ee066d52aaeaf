"""What a member decided about being reached, asked again at every hand-off."""

from typing import Any

from core.notices import Notice, gate
from members.queries.consents import is_consented


@gate
def respects_consent(viewer: Any, notice: Notice, subject: Any, channel: str) -> bool:
    return viewer.member is None or is_consented(viewer.member, notice.kind, channel)


@gate
def respects_objection(viewer: Any, notice: Notice, subject: Any, channel: str) -> bool:
    """Who objects to personal targeting gets nothing that was aimed by behaviour, also what was queued before."""
    if viewer.member is None or viewer.member.personal_targeting_objected_at is None:
        return True
    return notice.aimed is None or not notice.aimed(subject)
