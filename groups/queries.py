"""What the directory, the gate and the desk show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import dates
from members.models import AdmissionRule, Application
from members.models.application import OPEN, ApplicationState
from spaces.models import JoinPolicy, Kind, Space


@dataclass(frozen=True)
class Listed:
    """A group in the directory, and where the viewer stands with it."""

    space: Space
    is_mine: bool
    is_waiting: bool


def directory(viewer: Any) -> list[Listed]:
    """The viewer's own groups first, then the others they may know of."""
    groups = list(Space.objects.visible_to(viewer).filter(kind=Kind.GROUP).order_by("archived_at", "name"))
    waiting: set[int] = set()
    if viewer.member is not None:
        mine = Application.objects.filter(member=viewer.member, state__in=OPEN)
        waiting = set(mine.values_list("space_id", flat=True))
    found = [Listed(one, viewer.belongs_to(one), one.pk in waiting) for one in groups]
    return sorted(found, key=lambda one: not one.is_mine)


def admitting(viewer: Any) -> QuerySet[Space]:
    """Spaces whose applications the viewer decides on."""
    spaces = Space.objects.visible_to(viewer).exclude(join_policy=JoinPolicy.OPEN).order_by("kind", "name")
    return spaces if viewer.can("member.admit") else spaces.filter(pk__in=viewer.spaces_where("member.admit"))


@dataclass(frozen=True)
class Step:
    """One line of the way in. `state` is "done", "now" or ""."""

    state: str
    symbol: str
    title: str
    note: str = ""


def rules_used(groups: Sequence[Space]) -> list[tuple[str, str]]:
    """(public id, name) of the admission rules of these groups, for the desk's filter."""
    rules = AdmissionRule.objects.filter(space__in=groups).order_by("space__name", "position", "id")
    named = rules.values_list("public_id", "space__name", "name")
    return [(key, name if len(groups) == 1 else f"{space}: {name}") for key, space, name in named]


def steps_of(application: Application, place: int | None = None) -> list[Step]:
    """Where an application stands, in the reader's words. `place` is the one in line before a full group."""
    sent = Step("done", "check-circle", _("Sent"), dates.moment(application.created_at))
    decided = dates.moment(application.decided_at) if application.decided_at else ""
    if application.is_undecided:
        return [
            sent,
            _now(application, place),
            Step("", "clock", _("Decision"), _("We tell you in your inbox and by e-mail.")),
        ]
    if application.state == ApplicationState.QUEUED:
        note = _("The group is full. You are number %(place)d in line.") % {"place": place or 1}
        waits = Step("now", "clock", _("You wait for a place"), note)
        return [sent, Step("done", "check-circle", _("Approved"), decided), waits]
    if application.state == ApplicationState.DECLINED:
        return [sent, Step("now", "x-circle", _("Declined"), decided), Step("", "edit", _("You can apply again"))]
    if application.state == ApplicationState.WITHDRAWN:
        return [sent, Step("now", "arrow", _("Withdrawn by you"), decided)]
    return [sent, Step("done", "check-circle", _("Approved"), decided)]


def _now(application: Application, place: int | None) -> Step:
    if application.state == ApplicationState.ASKED:
        return Step("now", "question", _("The admins have a question for you"), _("They go on when you answer."))
    title = _("The admins read your answers")
    if place:
        return Step("now", "eye", title, _("The group is full. You are number %(place)d in line.") % {"place": place})
    return Step("now", "eye", title, _("You can withdraw until they decide."))
