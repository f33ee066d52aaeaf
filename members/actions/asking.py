"""Asking an applicant back, and the answer."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activity.actions import record
from core import clock, text
from core.decisions import ensure
from core.errors import Conflict
from members import rules, verbs
from members.actions.decisions import end, fresh
from members.actions.standing import hold_standing
from members.models import Application, FollowUp
from members.models.application import ApplicationState


@transaction.atomic
def ask_applicant(viewer: Any, application: Application, *, question: str) -> Application:
    """Ask something before deciding. Conflict `already_decided` when it does not wait for the admins any more."""
    ensure(rules.can_decide_application(viewer, application))
    hold_standing(viewer, application.space)
    question = text.clean(question, field="question", longest=500, shortest=1, lines=True)
    if Application.objects.filter(pk=application.pk, state=ApplicationState.ASKED).exists():
        raise Conflict(_("The applicant has been asked already."), code="already_asked")
    end(application, ApplicationState.ASKED, among=(ApplicationState.WAITING,))
    asked = FollowUp.objects.create(
        brand_id=application.brand_id, application=application, question=question, asked_by_id=viewer.actor_id
    )
    record(verbs.APPLICATION_ASKED, viewer=viewer, target=application, space=application.space, question=asked.pk)
    return fresh(application)


@transaction.atomic
def answer_question(viewer: Any, application: Application, *, answer: str) -> Application:
    """The applicant answers, and the application waits for the admins again."""
    ensure(rules.can_answer_question(viewer, application))
    answer = text.clean(answer, field="answer", longest=1000, shortest=1, lines=True)
    if not Application.objects.filter(pk=application.pk, state=ApplicationState.ASKED).update(
        state=ApplicationState.WAITING
    ):
        raise Conflict(_("There is no open question any more."), code="nothing_asked")
    asked = FollowUp.objects.get(application=application, answered_at=None)
    FollowUp.objects.filter(pk=asked.pk).update(answer=answer, answered_at=clock.now())
    record(verbs.APPLICATION_ANSWERED, viewer=viewer, target=application, space=application.space, question=asked.pk)
    return fresh(application)
