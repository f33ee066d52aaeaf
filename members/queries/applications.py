"""Applications for the desk, the gate and the notices."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from core.errors import NotVisible
from members.models import Application
from members.models.application import ApplicationState
from members.queries.powers import holders_of
from spaces.models import Space


def decidable(viewer: Any) -> QuerySet[Application]:
    """Applications of others in spaces where the viewer admits."""
    return Application.objects.visible_to(viewer).exclude(member_id=viewer.actor_id or 0)


def desk(viewer: Any, space: Space | None = None, state: str = ApplicationState.WAITING) -> QuerySet[Application]:
    """Applications that the viewer may decide on, the longest waiting first."""
    applications = decidable(viewer).filter(state=state)
    if space is not None:
        applications = applications.filter(space=space)
    return applications.select_related("member", "space", "decided_by").order_by("id")


def get_application(viewer: Any, public_id: str) -> Application:
    visible = Application.objects.visible_to(viewer).select_related("member", "space", "decided_by")
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
