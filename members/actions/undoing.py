"""Undoing a decision on an application within a minute: it waits again, as if nobody had decided."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from activity.actions import record
from activity.models import Activity
from core import clock, locks
from core.decisions import ensure
from core.errors import Conflict
from members import rules, verbs
from members.actions.decisions import fresh
from members.actions.standing import hold_standing
from members.models import Application, Membership
from members.models.application import UNDO_WITHIN, ApplicationState
from members.models.membership import Role, State
from spaces.models import Space

BACK_TO = ("", State.LEFT, State.REMOVED)


@transaction.atomic
def undo_decision(viewer: Any, application: Application) -> Application:
    """
    Only whoever decided, and only what left no trace yet: an approved person who has done something stays.

    Raises Conflict `too_late`, `has_acted`, or `applied_again`. Of two at once one wins; the other is too late.
    """
    ensure(rules.can_undo_decision(viewer, application))
    hold_standing(viewer, application.space)
    was = application.state
    if was == ApplicationState.APPROVED:
        _put_out(application)
    decided = Application.objects.filter(
        pk=application.pk, state=was, decided_by_id=viewer.actor_id, decided_at__gt=clock.now() - UNDO_WITHIN
    )
    try:
        with transaction.atomic():
            reopened = decided.update(
                state=ApplicationState.WAITING, decided_by=None, decided_at=None, reason="", was_state=""
            )
    except IntegrityError as error:
        raise Conflict(_("They have applied again meanwhile."), code="applied_again") from error
    if not reopened:
        raise too_late()
    record(verbs.APPLICATION_REOPENED, viewer=viewer, target=application, space=application.space, was=str(was))
    return fresh(application)


def too_late() -> Conflict:
    return Conflict(_("A decision can be undone for a minute only."), code="too_late")


def _put_out(application: Application) -> None:
    """
    Back to where they stood before. Whatever they do holds their membership FOR SHARE: we wait for it and then see it.
    """
    held = locks.for_update(Membership.objects.filter(space=application.space, member=application.member))
    standing = held.filter(state=State.ACTIVE, role=Role.MEMBER).first()
    if standing is None or application.was_state not in BACK_TO or _has_acted(application):
        raise Conflict(_("They are inside and have done something there already."), code="has_acted")
    if application.was_state:
        Membership.objects.filter(pk=standing.pk).update(state=application.was_state, ended_at=clock.now())
    else:
        Membership.objects.filter(pk=standing.pk).delete()
    Space.objects.filter(pk=application.space_id).update(member_count=F("member_count") - 1)


def _has_acted(application: Application) -> bool:
    theirs = Activity.objects.filter(actor_id=application.member_id, space_id=application.space_id)
    return bool(theirs.filter(at__gte=application.decided_at).exists())
