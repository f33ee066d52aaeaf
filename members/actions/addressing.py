"""Inviting an address. Who, if anyone, stands behind it is found out by the worker: no answer here depends on it."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from activity.actions import record
from core import clock, mailboxes, tenancy, text
from core.decisions import ensure
from delivery.actions import post_letter
from members import rules, verbs
from members.actions.inviting import DAYS, checked_end, checked_label
from members.actions.standing import hold_standing
from members.models import Invite
from members.models.invite import InviteKind, Outcome
from members.models.membership import Role
from spaces.models import Space

LETTER = "members.invitation"
# Letters in a day. Members who invite by the setting of a space get less: nobody chose them for it.
MOST_OF_STAFF = 6_000
MOST_OF_MEMBER = 20
MOST_OF_BRAND = 20_000
KEPT = dt.timedelta(days=90)


@transaction.atomic
def invite_address(
    viewer: Any,
    space: Space,
    email: str,
    *,
    role: str = Role.MEMBER,
    name: str = "",
    source_label: str = "",
    days: int = DAYS,
) -> Invite:
    """
    Invite whoever has this address. The same again, while it is open, is the invitation that is there.

    A member of the brand reads of it in the inbox, a stranger gets a letter, somebody banned gets nothing: the inviter
    sees the same in every case.
    """
    ensure(rules.can_invite_as(viewer, space, role))
    fields = {
        "email": mailboxes.checked(email),
        "name": text.clean(name, field="name", longest=40),
        "source_label": checked_label(source_label),
        "expires_at": checked_end(days),
        "role": role,
    }
    hold_standing(viewer, space)
    mine = Invite.objects.filter(space=space, email=fields["email"], invited_by=viewer.member, closed_at=None)
    if (standing := mine.first()) is not None:
        if standing.is_open and standing.role == role:
            return standing
        mine.update(closed_at=clock.now(), outcome=Outcome.REPLACED)
    try:
        with transaction.atomic():
            made = _written(viewer, brand_id=space.brand_id, space=space, **fields)
    except IntegrityError:  # the same click came twice at once
        return mine.get()
    most = MOST_OF_STAFF if viewer.can("member.invite", space) else MOST_OF_MEMBER
    send_letter(viewer, made, most)
    record(verbs.INVITE_SENT, viewer=viewer, target=made, space=space, role=str(role))
    return made


def _written(viewer: Any, **fields: Any) -> Invite:
    return Invite.objects.create(kind=InviteKind.EMAIL, uses_limit=1, invited_by=viewer.member, **fields)


def send_letter(viewer: Any, invite: Invite, most_of_sender: int) -> None:
    """Written for every address; whether it leaves is asked when it is handed over."""
    post_letter(
        LETTER,
        invite.pk,
        invite.email,
        sender_id=viewer.account_id,
        most_of_sender=most_of_sender,
        most_of_brand=MOST_OF_BRAND,
    )


@transaction.atomic
def forget_addresses() -> int:
    """Of invitations that were over 90 days ago: unused ones go, and of the others the address."""
    before = clock.now() - KEPT
    with tenancy.across_brands("addresses in every brand"):
        over = Invite.objects.filter(Q(closed_at__lt=before) | Q(expires_at__lt=before), kind=InviteKind.EMAIL)
        gone = over.filter(uses=0).delete()[0]
        return gone + over.exclude(email="", name="").update(email="", name="")
