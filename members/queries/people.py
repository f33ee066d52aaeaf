"""People of a brand: one of them, all of them, and what a person has done so far."""

from typing import Any

from django.db.models import Count

from core.errors import NotVisible
from core.tenancy import across_brands
from members.models import Application, BrandMember, Membership
from members.models.application import ApplicationState
from members.models.membership import State
from members.rules.memberships import can_see_members


def get_person(viewer: Any, public_id: str) -> BrandMember:
    person = BrandMember.objects.visible_to(viewer).filter(public_id=public_id).first()
    if person is None:
        raise NotVisible
    return person


def memberships_shown(viewer: Any, person: BrandMember) -> list[Membership]:
    """Where the person belongs, as far as the viewer may see the member list there; one's own without limits."""
    theirs = Membership.objects.filter(member=person, state=State.ACTIVE).select_related("space").order_by("joined_at")
    if viewer.actor_id == person.pk:
        return list(theirs)
    return [one for one in theirs if can_see_members(viewer, one.space)]


def earlier_applications(viewer: Any, application: Application) -> list[Application]:
    """What the same person asked before, of this space and of others where the viewer decides."""
    same = Application.objects.visible_to(viewer).filter(member_id=application.member_id, pk__lt=application.pk)
    return list(same.select_related("space").order_by("-id")[:5])


def endings_shown(viewer: Any, person: BrandMember) -> list[Membership]:
    """Spaces that they left, were removed or banned from, where the viewer decides who belongs."""
    ended = Membership.objects.filter(member=person, state__in=[State.LEFT, State.REMOVED, State.BANNED])
    rows = ended.select_related("space").order_by("-ended_at")
    return [one for one in rows if viewer.can("member.admit", one.space)]


def waiting_counts(viewer: Any) -> dict[int, int]:
    """{space id: applications that wait for the viewer}."""
    waiting = Application.objects.visible_to(viewer).filter(state=ApplicationState.WAITING)
    if viewer.actor_id is not None:
        waiting = waiting.exclude(member_id=viewer.actor_id)
    return dict(waiting.order_by().values_list("space_id").annotate(Count("pk")))


def records_of(account: Any) -> list[BrandMember]:
    """The account's record in every brand: for what stands above brands."""
    with across_brands("a person's own records"):
        mine = BrandMember.objects.filter(account=account).select_related("brand").order_by("id")
        return list(mine)
