"""Deciding on many applications at once: each by itself, so that one that cannot be decided holds up no other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Conflict, Invalid, NotVisible, PlazaError
from members.actions.decisions import approve_application, decline_application
from members.models import Application
from members.models.application import ApplicationState

MOST_AT_ONCE = 200
_ALREADY = {
    "approve": (ApplicationState.APPROVED, ApplicationState.QUEUED),
    "decline": (ApplicationState.DECLINED,),
}


@dataclass(frozen=True)
class Outcome:
    """`application` is None where there is nothing that the viewer may know of; `code` is empty when it went well."""

    public_id: str
    application: Application | None
    code: str = ""
    message: str = ""
    changed: bool = False


def decide_many(viewer: Any, ids: Sequence[str], *, decision: str, reason: str = "") -> list[Outcome]:
    """
    `decision` is "approve" or "decline". One outcome for each id, in the order given; at most 200.

    Deciding the same again changes nothing and is no error, so a call that got lost can simply be sent again.
    """
    if decision not in _ALREADY:
        raise Invalid.field("decision", _("Choose one of the options."), "bad_choice")
    ids = list(dict.fromkeys(ids))
    if not 1 <= len(ids) <= MOST_AT_ONCE:
        message = _("Choose 1 to %(count)d applications.") % {"count": MOST_AT_ONCE}
        raise Invalid.field("ids", message, "bad_count")
    if decision == "decline" and not reason.strip():
        raise Invalid.field("reason", _("Tell the applicant why."), "required")
    visible = Application.objects.visible_to(viewer).filter(public_id__in=ids)
    # In one order for everybody: two who decide on the same at once must not wait for each other in a circle.
    found = visible.select_related("member", "space", "decided_by").order_by("space_id", "id")
    outcomes = {one.public_id: _decide(viewer, one, decision, reason) for one in found}
    missing = str(NotVisible.message)
    return [outcomes.get(one) or Outcome(one, None, NotVisible.code, missing) for one in ids]


def _decide(viewer: Any, application: Application, decision: str, reason: str) -> Outcome:
    try:
        with transaction.atomic():
            if decision == "approve":
                decided = approve_application(viewer, application)
            else:
                decided = decline_application(viewer, application, reason=reason)
    except Conflict as error:
        return _late(application, decision, error)
    except Invalid:  # of the reason, which is the same for all
        raise
    except PlazaError as error:
        return Outcome(application.public_id, application, error.code, str(error))
    return Outcome(application.public_id, decided, changed=True)


def _late(application: Application, decision: str, error: Conflict) -> Outcome:
    """Somebody was faster. When they decided the same, all is well."""
    now = Application.objects.select_related("member", "space", "decided_by").get(pk=application.pk)
    if now.state in _ALREADY[decision]:
        return Outcome(now.public_id, now)
    return Outcome(now.public_id, now, error.code, str(error))
