"""Who may see the numbers and read the log."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, Decision, deny
from spaces.models import Space
from spaces.rules import can_see_space

SIGN_IN = deny(_("Sign in first."), "sign_in_required")


def can_view_metrics(viewer: Any, space: Space | None = None) -> Decision:
    """Of the whole brand, or of one space: its admins see that one only."""
    if space is not None and not (seen := can_see_space(viewer, space)):
        return seen
    if not viewer.is_authenticated:
        return SIGN_IN
    if not viewer.can("metrics.view", space):
        return deny(_("Only the brand's team and the admins of a space can see its numbers."))
    if space is not None and not space.is_open_to_read and not viewer.sees_closed:
        return deny(_("This key lacks the scope groups:read."), "insufficient_scope")
    return ALLOW


def can_read_log(viewer: Any) -> Decision:
    if viewer.can("activity.read"):
        return ALLOW
    if not viewer.is_authenticated:
        return SIGN_IN
    return deny(_("Only the brand's owner and managers can read the log."))
