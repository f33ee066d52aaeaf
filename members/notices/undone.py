"""Whoever heard of a decision on their application hears that it was taken back."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.decisions import HIDE, Decision
from core.notices import Notice, Shown, declare
from delivery.models import Channel, Delivery, DeliveryState
from members import verbs
from members.models import Application
from members.queries import applications_by_id
from members.rules import can_see_application
from spaces.links import home_url


def _was_told(fact: Any) -> list[int]:
    """Nobody who never heard of the decision is told that it was undone."""
    gone = Q(channel=Channel.EMAIL, state__in=[DeliveryState.DELIVERED, DeliveryState.UNCERTAIN])
    heard = Delivery.objects.filter(
        gone | Q(read_at__isnull=False),
        message__fact__verb__in=[verbs.APPLICATION_APPROVED.name, verbs.APPLICATION_DECLINED.name],
        message__fact__target_id=fact.target_id,
    )
    theirs = Application.objects.filter(pk=fact.target_id, member__account__isnull=False)
    return list(theirs.values_list("member__account_id", flat=True)) if heard.exists() else []


def _may_read(viewer: Any, application: Application) -> Decision:
    return can_see_application(viewer, application) if application.is_undecided else HIDE


def _reopened(application: Application, viewer: Any) -> Shown:
    title = _("%(space)s looks at your application again") % {"space": application.space.name}
    text = _("The decision you were told of was taken back. You hear from us.")
    return Shown(title, text, home_url(application.space), "clock")


declare(
    Notice(
        "application.reopened",
        verbs.APPLICATION_REOPENED.name,
        "membership",
        who=_was_told,
        load=applications_by_id,
        may=_may_read,
        show=_reopened,
    )
)
