"""What the directory, the gate and the desk show."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import dates
from members.models import Application
from members.models.application import ApplicationState
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
        mine = Application.objects.filter(member=viewer.member, state=ApplicationState.WAITING)
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


def steps_of(application: Application) -> list[Step]:
    """Where an application stands, in the reader's words."""
    sent = Step("done", "check-circle", _("Sent"), dates.moment(application.created_at))
    decided = dates.moment(application.decided_at) if application.decided_at else ""
    if application.state == ApplicationState.WAITING:
        return [
            sent,
            Step("now", "eye", _("The admins read your answers"), _("You can withdraw until they decide.")),
            Step("", "clock", _("Decision"), _("We tell you in your inbox and by e-mail.")),
        ]
    if application.state == ApplicationState.DECLINED:
        return [sent, Step("now", "x-circle", _("Declined"), decided), Step("", "edit", _("You can apply again"))]
    if application.state == ApplicationState.WITHDRAWN:
        return [sent, Step("now", "arrow", _("Withdrawn by you"), decided)]
    return [sent, Step("done", "check-circle", _("Approved"), decided)]
