"""Applying to a closed space, and the decision on it."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from activity.actions import record
from core import clock, text
from core.decisions import ensure
from core.errors import Conflict
from members import rules, verbs
from members.actions.memberships import enter
from members.actions.records import join_brand
from members.actions.standing import hold_standing
from members.models import Application
from members.models.application import ApplicationState
from members.models.membership import Source
from spaces.models import Space
from spaces.questions import checked_answers


@transaction.atomic
def apply_to_space(viewer: Any, space: Space, *, answers: dict[str, Any]) -> Application:
    """
    Ask to be let in. `answers` is `{question key: answer}`.

    Raises Invalid per answer, Conflict `already_applied` while an earlier application waits.
    """
    ensure(rules.can_apply(viewer, space))
    checked = checked_answers(space.questions, answers)
    member = join_brand(viewer, space.brand)
    hold_standing(viewer, space)
    try:
        with transaction.atomic():
            application = Application.objects.create(
                brand_id=space.brand_id, space=space, member=member, answers=checked, rules_version=space.rules_version
            )
    except IntegrityError as error:
        raise Conflict(_("Your application is already waiting."), code="already_applied") from error
    record(verbs.APPLICATION_SENT, viewer=viewer, target=application, space=space)
    return application


@transaction.atomic
def withdraw_application(viewer: Any, application: Application) -> Application:
    ensure(rules.can_withdraw_application(viewer, application))
    _decide(application, ApplicationState.WITHDRAWN)
    record(verbs.APPLICATION_WITHDRAWN, viewer=viewer, target=application, space=application.space)
    return _fresh(application)


@transaction.atomic
def approve_application(viewer: Any, application: Application) -> Application:
    """Let the applicant in. Of two admins at once one wins; the other gets Conflict `already_decided`."""
    ensure(rules.can_decide_application(viewer, application))
    hold_standing(viewer, application.space)
    _decide(application, ApplicationState.APPROVED, decided_by_id=viewer.actor_id)
    membership, entered = enter(application.space, application.member, source=Source.APPLIED)
    record(verbs.APPLICATION_APPROVED, viewer=viewer, target=application, space=application.space)
    if entered:
        record(verbs.MEMBER_JOINED, target=membership, space=application.space, source=Source.APPLIED.value)
    return _fresh(application)


@transaction.atomic
def decline_application(viewer: Any, application: Application, *, reason: str) -> Application:
    """Say no, with a reason that reaches the applicant."""
    ensure(rules.can_decide_application(viewer, application))
    hold_standing(viewer, application.space)
    reason = text.clean(reason, field="reason", longest=500, shortest=1, lines=True)
    _decide(application, ApplicationState.DECLINED, decided_by_id=viewer.actor_id, reason=reason)
    record(verbs.APPLICATION_DECLINED, viewer=viewer, target=application, space=application.space)
    return _fresh(application)


def _decide(application: Application, state: str, **columns: Any) -> None:
    """The one conditional UPDATE that ends a waiting application."""
    waiting = Application.objects.filter(pk=application.pk, state=ApplicationState.WAITING)
    if not waiting.update(state=state, decided_at=clock.now(), **columns):
        raise Conflict(_("Someone else has already decided on this application."), code="already_decided")


def _fresh(application: Application) -> Application:
    return Application.objects.select_related("space", "member", "decided_by").get(pk=application.pk)
