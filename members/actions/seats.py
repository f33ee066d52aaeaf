"""Places that become free go to those who were approved and wait in line, whatever freed them."""

import structlog
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from activity.actions import record
from core import locks, tenancy
from core.errors import Conflict, NotAllowed
from members import verbs
from members.actions.decisions import end, turn_down
from members.actions.memberships import enter
from members.models import Application
from members.models.application import ApplicationState
from members.models.membership import Source

log = structlog.get_logger(__name__)
BATCH = 100
QUEUED = (ApplicationState.QUEUED,)
_ROOM = Q(space__size_limit=None) | Q(space__member_count__lt=F("space__size_limit"))


def fill_places(limit: int = BATCH) -> int:
    """
    Let people in who were approved while their group was full; return how many. Any number of workers may run this.

    It looks at the rows rather than at what happened, so it does not matter how a place became free.
    """
    with tenancy.across_brands("lines of every brand"):
        first = Application.objects.filter(_ROOM, state=ApplicationState.QUEUED, space__archived_at=None)
        waiting = list(first.order_by("space_id", "id").values_list("pk", flat=True)[:limit])
    done = 0
    for pk in waiting:
        try:
            done += _seat(pk)
        except Exception as error:  # one that cannot be let in must not hold up the others
            if locks.is_transient(error):
                raise
            log.exception("application could not be seated", application_id=pk)
    return done


@transaction.atomic
def _seat(pk: int) -> bool:
    with tenancy.across_brands("lines of every brand"):
        queued = Application.objects.filter(_ROOM, pk=pk, state=ApplicationState.QUEUED)
        application = locks.claim(queued.select_related("brand", "space", "member")).first()
    if application is None:
        return False
    with tenancy.activate(application.brand):
        try:
            with transaction.atomic():
                membership, entered = enter(application.space, application.member, source=Source.APPLIED)
        except Conflict:  # the place went to somebody else meanwhile
            return False
        except NotAllowed:  # banned while they waited
            with override(application.brand.language):
                turn_down(application, _("You cannot join this space."), among=QUEUED)
            return False
        end(application, ApplicationState.APPROVED, among=QUEUED)
        record(verbs.APPLICATION_APPROVED, target=application, space=application.space, seated=True)
        if entered:
            source = Source.APPLIED.value
            record(verbs.MEMBER_JOINED, target=membership, space=application.space, source=source)
    return True
