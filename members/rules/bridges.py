"""Who leads a segment of the plaza into a group."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.decisions import ALLOW, HIDE, Decision, deny
from members.models import Bridge
from spaces.models import Space
from spaces.rules import can_see_space


def can_open_bridges(viewer: Any) -> Decision:
    if viewer.can("bridge.run") or viewer.spaces_where("bridge.run"):
        return ALLOW
    return deny(_("Only admins of a group invite people from the plaza."))


def can_run_bridge(viewer: Any, group: Space) -> Decision:
    seen = can_see_space(viewer, group)
    if not seen:
        return seen
    if not viewer.can("bridge.run", group):
        return deny(_("Only admins of a group invite people from the plaza."))
    if group.is_archived:
        return deny(_("This space is archived."), "archived")
    if group.is_open_to_read:
        return deny(_("Bridges lead into groups; a community is open anyway."), "not_a_group")
    return ALLOW


def can_see_bridge(viewer: Any, bridge: Bridge) -> Decision:
    """One row of `BridgeQuerySet.visible_to`."""
    return ALLOW if Bridge.objects.visible_to(viewer).filter(pk=bridge.pk).exists() else HIDE
