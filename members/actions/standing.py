"""What every write in a space asks again inside its transaction, and what a manager's look leaves behind."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activity.actions import record
from activity.models import Activity
from core import clock, locks, tenancy
from core.errors import NotAllowed
from members.models import Membership
from members.models.membership import State
from spaces import verbs as space_verbs
from spaces.models import Space


def hold_standing(viewer: Any, space: Space) -> None:
    """
    Hold the viewer's membership FOR SHARE until the transaction ends, and refuse if it no longer stands.

    Banning and removing update that row, so nothing of theirs appears after a ban has returned.
    """
    standing = viewer.membership_in(space)
    if standing is None or not standing.is_active:
        return  # a brand role decides, not a membership
    locks.for_share(Membership, standing.pk)
    mine = Membership.objects.filter(pk=standing.pk)
    state, role, muted_until = mine.values_list("state", "role", "muted_until").first() or (None, None, None)
    if (state, role) != (State.ACTIVE, standing.role) or (muted_until and muted_until > clock.now()):
        raise NotAllowed(_("Your standing in this space has just changed."), code="standing_changed")


@transaction.atomic
def note_inspection(viewer: Any, space: Space) -> None:
    """Record, once a day, that a manager looked into a closed space without belonging to it."""
    if space.is_open_to_read or not viewer.reads_all(space):
        return
    seen = Activity.objects.filter(
        verb=space_verbs.SPACE_INSPECTED.name, space_id=space.pk, actor_id=viewer.actor_id, local_on=tenancy.today()
    )
    if not seen.exists():
        record(space_verbs.SPACE_INSPECTED, viewer=viewer, target=space, space=space)
