"""The decision on an application, by a person or by a rule; and who gets in when a place becomes free."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activity.actions import record
from core import clock, text
from core.decisions import ensure
from core.errors import Conflict
from members import rules, verbs
from members.actions.memberships import enter
from members.actions.siblings import space_with_room
from members.actions.standing import hold_standing
from members.models import Application, Membership
from members.models.application import UNDECIDED, ApplicationState
from members.models.membership import Source
from spaces.models import Space


@transaction.atomic
def approve_application(viewer: Any, application: Application) -> Application:
    """
    Let the applicant in. Of two admins at once one wins; the other gets Conflict `already_decided`.

    In a full group they wait in line (`queued`), or get in next door when the group opens siblings.
    """
    ensure(rules.can_decide_application(viewer, application))
    hold_standing(viewer, application.space)
    let_in(application, viewer=viewer, decided_by_id=viewer.actor_id)
    return fresh(application)


@transaction.atomic
def decline_application(viewer: Any, application: Application, *, reason: str) -> Application:
    """Say no, with a reason that reaches the applicant."""
    ensure(rules.can_decide_application(viewer, application))
    hold_standing(viewer, application.space)
    reason = text.clean(reason, field="reason", longest=500, shortest=1, lines=True)
    turn_down(application, reason, viewer=viewer, decided_by_id=viewer.actor_id)
    return fresh(application)


def let_in(application: Application, *, viewer: Any = None, **decided: Any) -> None:
    """`decided` are columns that say who or what decided. The caller is in a transaction and asked a rule."""
    end(application, ApplicationState.APPROVED, decided_at=clock.now(), **decided)
    space = space_with_room(application.space)
    if space != application.space:
        _move(application, space)
    by_rule = {"rule": decided["rule"].pk} if "rule" in decided else {}
    if _others_in_line(application, space) or not _admit(application, space):
        Application.objects.filter(pk=application.pk).update(state=ApplicationState.QUEUED)
        record(verbs.APPLICATION_QUEUED, viewer=viewer, target=application, space=space, **by_rule)
        return
    record(verbs.APPLICATION_APPROVED, viewer=viewer, target=application, space=space, **by_rule)


def turn_down(
    application: Application, reason: str, *, viewer: Any = None, among: Any = UNDECIDED, **decided: Any
) -> None:
    end(application, ApplicationState.DECLINED, among=among, decided_at=clock.now(), reason=reason, **decided)
    by_rule = {"rule": decided["rule"].pk} if "rule" in decided else {}
    record(verbs.APPLICATION_DECLINED, viewer=viewer, target=application, space=application.space, **by_rule)


def _admit(application: Application, space: Space) -> bool:
    """False when the last place went to somebody else."""
    before = Membership.objects.filter(space=space, member=application.member).exclude(number=None)
    was = before.values_list("state", flat=True).first() or ""
    Application.objects.filter(pk=application.pk).update(was_state=was)
    try:
        membership, entered = enter(space, application.member, source=Source.APPLIED)
    except Conflict as error:
        if error.code != "space_full":
            raise
        return False
    if entered:
        record(verbs.MEMBER_JOINED, target=membership, space=space, source=Source.APPLIED.value)
    return True


def _others_in_line(application: Application, space: Space) -> bool:
    """Who was approved before and found no place is not overtaken."""
    return Application.objects.filter(space=space, state=ApplicationState.QUEUED).exclude(pk=application.pk).exists()


def _move(application: Application, space: Space) -> None:
    """The application goes on where there is room; where it was sent to is kept."""
    came_from = application.space
    Application.objects.filter(pk=application.pk).update(space=space, moved_from=came_from)
    application.space, application.moved_from = space, came_from
    record(verbs.APPLICATION_MOVED, target=application, space=space, came_from=came_from.pk)


def end(application: Application, state: str, *, among: Any = UNDECIDED, **columns: Any) -> None:
    """The one conditional UPDATE that takes an application out of the states in which it waits."""
    waiting = Application.objects.filter(pk=application.pk, state__in=among)
    if not waiting.update(state=state, **columns):
        raise Conflict(_("Someone else has already decided on this application."), code="already_decided")


def fresh(application: Application) -> Application:
    return Application.objects.select_related("space", "member", "decided_by", "moved_from").get(pk=application.pk)
