"""Applying to a closed space, and taking it back."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from activity.actions import record
from core import clock
from core.decisions import ensure
from core.errors import Conflict
from core.folding import fold
from members import rules, verbs
from members.actions.automatic import decide_by_rules
from members.actions.decisions import end, fresh
from members.actions.records import join_brand
from members.actions.siblings import space_with_room
from members.actions.standing import hold_standing
from members.models import Application
from members.models.application import OPEN, ApplicationState
from spaces.models import Space
from spaces.questions import checked_answers


@transaction.atomic
def apply_to_space(viewer: Any, space: Space, *, answers: dict[str, Any]) -> Application:
    """
    Ask to be let in. `answers` is `{question key: answer}`. A full group that opens siblings hands it on to one, and
    the rules of the group may decide at once.

    Raises Invalid per answer, Conflict `already_applied` while an earlier application is open.
    """
    ensure(rules.can_apply(viewer, space))
    checked = checked_answers(space.questions, answers)
    member = join_brand(viewer, space.brand)
    ensure(rules.can_apply(viewer, space))  # a new record may have got an old ban back
    hold_standing(viewer, space)
    asked, space = space, space_with_room(space)
    if space != asked:
        ensure(rules.can_apply(viewer, space))
    try:
        with transaction.atomic():
            application = Application.objects.create(
                brand_id=space.brand_id,
                space=space,
                member=member,
                answers=checked,
                words=_words_of(checked),
                rules_version=space.rules_version,
                moved_from=asked if asked != space else None,
            )
    except IntegrityError as error:
        raise Conflict(_("Your application is already waiting."), code="already_applied") from error
    record(verbs.APPLICATION_SENT, viewer=viewer, target=application, space=space)
    decide_by_rules(application)
    return fresh(application)


def _words_of(answers: list[dict[str, Any]]) -> str:
    """All that was written or chosen, under one key for all ways of writing it."""
    given = [one["answer"] for one in answers if not isinstance(one["answer"], bool)]
    return fold("\n".join("\n".join(one) if isinstance(one, list) else str(one) for one in given))


@transaction.atomic
def withdraw_application(viewer: Any, application: Application) -> Application:
    ensure(rules.can_withdraw_application(viewer, application))
    end(application, ApplicationState.WITHDRAWN, among=OPEN, decided_at=clock.now())
    record(verbs.APPLICATION_WITHDRAWN, viewer=viewer, target=application, space=application.space)
    return fresh(application)
