"""Applications for the desk, the gate and the notices."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from core import clock
from core.errors import NotVisible
from core.folding import fold
from members.models import Application, FollowUp
from members.models.application import OPEN, ApplicationState
from members.queries.powers import holders_of
from spaces.models import Space


def decidable(viewer: Any) -> QuerySet[Application]:
    """Applications of others in spaces where the viewer admits."""
    return Application.objects.visible_to(viewer).exclude(member_id=viewer.actor_id or 0)


@dataclass(frozen=True)
class DeskFilter:
    """What the desk shows. `rule` is empty, "people", "rules" or the id of one; `days` is the least age."""

    state: str = ApplicationState.WAITING
    space: Space | None = None
    days: int = 0
    rule: str = ""
    words: str = ""


def desk(viewer: Any, wanted: DeskFilter | None = None) -> QuerySet[Application]:
    """Applications that the viewer may decide on, the longest waiting first."""
    found = filtered(decidable(viewer), wanted or DeskFilter())
    return found.select_related("member", "space", "decided_by").order_by("id")


def filtered(found: QuerySet[Application], wanted: DeskFilter) -> QuerySet[Application]:
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.space is not None:
        found = found.filter(space=wanted.space)
    if wanted.days:
        found = found.filter(created_at__lte=clock.now() - dt.timedelta(days=wanted.days))
    if wanted.rule:
        found = found.filter(_decided_by(wanted.rule))
    if wanted.words:
        key = fold(wanted.words)
        found = found.filter(Q(words__contains=key) | Q(member__name_key__contains=key))
    return found


def _decided_by(rule: str) -> Q:
    if rule in ("people", "rules"):
        return Q(rule_name="") if rule == "people" else ~Q(rule_name="")
    return Q(rule__public_id=rule)


def place_in_line(application: Application) -> int | None:
    """Which one they are among those who wait for a place in a full group; None when nobody has to wait for one."""
    space = application.space
    if application.state == ApplicationState.QUEUED:
        before = Application.objects.filter(space=space, state=ApplicationState.QUEUED)
    elif application.is_undecided and space.is_full:
        before = Application.objects.filter(space=space, state__in=OPEN)
    else:
        return None
    return before.filter(pk__lte=application.pk).count()


def moved_from(viewer: Any, space: Space) -> Application | None:
    """The viewer's application to this full group, where it went on."""
    if viewer.member is None:
        return None
    mine = Application.objects.filter(moved_from=space, member=viewer.member, state__in=OPEN)
    return mine.select_related("space").order_by("-id").first()


def follow_ups_of(application: Application) -> list[FollowUp]:
    """What was asked back, the oldest first."""
    return list(application.follow_ups.select_related("asked_by").order_by("id"))


def get_application(viewer: Any, public_id: str) -> Application:
    visible = Application.objects.visible_to(viewer).select_related("member", "space", "decided_by", "moved_from")
    application = visible.filter(public_id=public_id).first()
    if application is None:
        raise NotVisible
    return application


def application_for(viewer: Any, space: Space) -> Application | None:
    """The viewer's latest application to this space."""
    if viewer.member is None:
        return None
    mine = Application.objects.filter(space=space, member=viewer.member).select_related("decided_by")
    return mine.order_by("-id").first()


def admitters_of(space_id: int) -> QuerySet:
    """Account ids of those who decide on applications, by their role in the space or in the brand."""
    return holders_of("member.admit", space_id)


def applications_by_id(facts: Iterable[Any]) -> dict[int, Application]:
    """{fact.pk: application} for facts about applications."""
    facts = list(facts)
    found = Application.objects.select_related("space", "member", "decided_by").in_bulk(
        [fact.target_id for fact in facts]
    )
    return {fact.pk: found[fact.target_id] for fact in facts if fact.target_id in found}


def follow_ups_by_id(facts: Iterable[Any]) -> dict[int, FollowUp]:
    """{fact.pk: what was asked back} for facts that name it."""
    facts = list(facts)
    related = FollowUp.objects.select_related("application__space", "application__member", "application__decided_by")
    found = related.in_bulk([fact.detail.get("question") for fact in facts if fact.detail.get("question")])
    return {fact.pk: found[fact.detail["question"]] for fact in facts if fact.detail.get("question") in found}
