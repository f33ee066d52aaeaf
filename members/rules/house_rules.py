"""A space's own rules: accepted on joining, and asked for again when they have changed. Reading goes on meanwhile."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.decisions import Decision, deny
from members.models.membership import State
from spaces.models import Space
from spaces.rules import can_see_space


def asks_for_rules(viewer: Any, space: Space) -> bool:
    """Whether the viewer has yet to accept the rules as they stand. Whoever may change them is not asked."""
    standing = viewer.membership_in(space)
    if standing is None or standing.state != State.ACTIVE or not space.rules.strip():
        return False
    return standing.rules_version < space.rules_version and not viewer.can("space.manage", space)


def can_accept_rules(viewer: Any, space: Space) -> Decision:
    seen = can_see_space(viewer, space)
    return seen if not seen or viewer.belongs_to(space) else deny(_("You are not a member."), "not_member")
