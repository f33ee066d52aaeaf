"""Invitations: the list of a space, the one behind a code, and who stands behind it."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from core import clock
from core.errors import NotVisible
from members.bars import bars_against, spellings_of
from members.models import BrandMember, Invite, Membership
from members.models.invite import InviteKind
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


def name_of(viewer: Any, invite: Invite) -> str:
    """What the list calls an invitation. An address is whole for who typed it only; for others it is masked."""
    if invite.member is not None:
        return invite.member.display_name
    if invite.kind != InviteKind.EMAIL:
        return invite.source_label
    address = shown_email(viewer, invite)
    return f"{invite.name} ({address})" if invite.name else address


def shown_email(viewer: Any, invite: Invite) -> str:
    return invite.email if invite.invited_by_id == viewer.actor_id else invite.masked_email


def named_invites(viewer: Any, invites: Iterable[Invite]) -> list[tuple[Invite, str]]:
    return [(one, name_of(viewer, one)) for one in invites]


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


def addressee_of(invite: Invite) -> BrandMember | None:
    """The brand's member who has proved that the invited address is theirs. Never shown to who invited."""
    if not invite.email:
        return None
    holders = EmailAddress.objects.filter(email__iexact=invite.email, verified=True).values("user_id")
    return BrandMember.objects.filter(account_id__in=holders, account__is_active=True).first()


def may_write_to(invite: Invite) -> bool:
    """
    Whether a letter may leave for the invited address.

    Members of the brand are told as members, and not at all while they are banned; that holds for other spellings of
    their address and for who was forgotten, too.
    """
    if not invite.email or addressee_of(invite) is not None or not is_live(invite, inviter_of(invite)):
        return False
    places = Q(space=None) if invite.space_id is None else Q(space=None) | Q(space_id=invite.space_id)
    if bars_against(invite.brand_id, invite.email).filter(places, state=State.BANNED).exists():
        return False
    holders = EmailAddress.objects.filter(spellings_of(invite.email)).values("user_id")
    people = BrandMember.objects.filter(account_id__in=holders)
    here = Membership.objects.filter(member__in=people, space_id=invite.space_id, state=State.BANNED)
    in_force = Q(banned_until=None) | Q(banned_until__gt=clock.now())
    return not people.filter(in_force, banned_at__isnull=False).exists() and not here.filter(in_force).exists()
