"""Invitations: the list of a space, the one behind a code, and who stands behind it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from core.errors import NotVisible
from members.models import Invite, Membership
from members.models.membership import State
from members.rules.invites import is_live
from members.viewer import Viewer, viewer_for_account
from spaces.models import Space

WITH = ("brand", "space", "member", "invited_by__account")


def inviter_of(invite: Invite) -> Viewer | None:
    """The viewer that the inviter is now: None when they are gone or locked out."""
    account = invite.invited_by.account if invite.invited_by is not None else None
    return viewer_for_account(account) if account is not None and account.is_active else None


def invites_of(viewer: Any, space: Space | None) -> QuerySet[Invite]:
    """What the viewer may see of a space's invitations; without a space, the brand's own."""
    return Invite.objects.visible_to(viewer).filter(space=space).select_related(*WITH)


def get_invite(viewer: Any, public_id: str) -> Invite:
    found = Invite.objects.visible_to(viewer).select_related(*WITH).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def invite_behind(code: str) -> tuple[Invite, Viewer]:
    """The live invitation with this code and its inviter; anything else is NotVisible, whatever is wrong with it."""
    found = Invite.objects.open().select_related(*WITH).filter(code=code[:20].lower()).first()
    inviter = inviter_of(found) if found is not None else None
    if found is None or inviter is None or not is_live(found, inviter):
        raise NotVisible
    return found, inviter


def invitation_to(viewer: Any, space: Space) -> Invite | None:
    """The viewer's own invitation to this space while it stands. Free of queries for whoever is not invited."""
    standing = viewer.membership_in(space)
    if standing is None or standing.state != State.INVITED:
        return None
    mine = Invite.objects.open().filter(space=space, member_id=viewer.actor_id)
    found = mine.select_related(*WITH).first()
    return found if found is not None and is_live(found, inviter_of(found)) else None


def joined_by(invite: Invite) -> QuerySet[Membership]:
    """Who came by this invitation and is still there."""
    came = Membership.objects.filter(invite=invite, state=State.ACTIVE)
    return came.select_related("member").order_by("-number")


def invites_by_id(facts: Iterable[Any]) -> dict[int, Invite]:
    """{fact.pk: invite} for facts about invitations."""
    facts = list(facts)
    found = Invite.objects.select_related(*WITH).in_bulk([fact.target_id for fact in facts])
    return {fact.pk: found[fact.target_id] for fact in facts if fact.target_id in found}
