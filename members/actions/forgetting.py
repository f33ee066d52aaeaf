"""Taking a person out of a brand: first the record loses its account, then everything that hangs on it is emptied."""

from collections.abc import Set
from typing import Any

from django.db import models, transaction

from activity.actions import record
from core import clock
from members import verbs
from members.actions.memberships import end
from members.bars import addresses_of, bar_addresses
from members.models import (
    Application,
    BrandMember,
    Consent,
    Crossing,
    DataRequest,
    FollowUp,
    Invite,
    Membership,
    MemberTag,
    TakenTag,
)
from members.models.application import OPEN, ApplicationState
from members.models.data_request import RequestKind, RequestScope, RequestState
from members.models.invite import Outcome
from members.models.membership import State

# What stays of a record: numbers that others' rows point at, and the days that the figures count.
KEPT = {"id", "public_id", "brand", "joined_at", "erased_at"}


@transaction.atomic
def detach(member: BrandMember) -> None:
    """From here on nobody acts as this record: the memberships end, the bans are kept, the name and the account go."""
    if member.erased_at is not None:
        return
    bar_addresses(member)
    _end_invites(member)
    for one in Membership.objects.filter(member=member, state=State.ACTIVE).select_related("space"):
        if end(one.space, member, State.LEFT):
            record(verbs.MEMBER_LEFT, target=one, space=one.space)
    now = clock.now()
    Membership.objects.filter(member=member, state=State.INVITED).update(state=State.LEFT, ended_at=now)
    Membership.objects.filter(member=member, state=State.PAUSED).update(state=State.LEFT)
    if picture := member.avatar.name:
        member.avatar.storage.delete(picture)
    member.erased_at = now
    rows = BrandMember.objects.filter(pk=member.pk)
    if rows.update(**emptied(BrandMember, KEPT), erased_at=now):
        record(verbs.MEMBER_ERASED, target=member)


def _end_invites(member: BrandMember) -> None:
    """What was sent to them goes; what they sent lets nobody in any more."""
    to_them = models.Q(member=member)
    if member.account is not None:
        to_them |= models.Q(email__in=[one.lower() for one in addresses_of(member.account)])
    Invite.objects.filter(to_them).delete()
    sent = Invite.objects.filter(invited_by=member, closed_at=None)
    sent.update(closed_at=clock.now(), outcome=Outcome.REVOKED)


def emptied(model: type[models.Model], kept: set[str]) -> dict[str, Any]:
    """A value that says nothing for every column that is not kept: columns added later are emptied without being told."""
    return {field.name: _nothing(field) for field in model._meta.concrete_fields if field.name not in kept}


def _nothing(field: Any) -> Any:
    if field.choices and field.has_default():
        return field.get_default()
    if isinstance(field, models.CharField | models.TextField | models.FileField):
        return ""
    return None if field.null else field.get_default()


def empty_rows(member: BrandMember) -> None:
    """What others wrote about them in these rows goes, too: reasons, notes."""
    with transaction.atomic():
        FollowUp.objects.filter(application__member=member).delete()
        waiting = Application.objects.filter(member=member, state__in=OPEN)
        waiting.update(state=ApplicationState.WITHDRAWN, decided_at=clock.now())
        Application.objects.filter(member=member).update(answers=[], **_blank(Application, but={"rule_name"}))
        Membership.objects.filter(member=member).update(muted_until=None, **_blank(Membership))
        Crossing.objects.filter(member=member, invited_at=None).delete()  # who was invited stays in the bridge's count
        Consent.objects.filter(member=member).delete()
        MemberTag.objects.filter(member=member).delete()
        TakenTag.objects.filter(member=member).delete()


def _blank(model: type[models.Model], *, but: Set[str] = frozenset()) -> dict[str, str]:
    """Nothing for every column of words; a column that is added later is blanked without being told."""
    return {one.name: "" for one in model._meta.concrete_fields if _is_free_text(one) and one.name not in but}


def _is_free_text(field: Any) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField)
    return is_text and not field.choices and field.editable and not field.unique


def drop_exports(account_id: int | None, member_ids: list[int]) -> None:
    """No archive of what is being forgotten is left behind, nor one that is just being packed (its fence moves)."""
    theirs = models.Q(member_id__in=member_ids)
    if account_id is not None:
        theirs |= models.Q(account_id=account_id, scope=RequestScope.ACCOUNT)
    rows = DataRequest._base_manager.filter(theirs, kind=RequestKind.EXPORT)
    for one in rows:
        remove_files(one)
    rows.update(state=RequestState.EXPIRED, file="", size=0, leased_until=None, fence=models.F("fence") + 1)


def remove_files(request: DataRequest) -> None:
    """The archive and the parts it was packed from, by their names: whether or not the row knows of them."""
    storage = request.file.storage
    folder = f"exports/{request.public_id}"
    for name in _files_in(storage, folder):
        storage.delete(f"{folder}/{name}")


def _files_in(storage: Any, folder: str) -> list[str]:
    try:
        return list(storage.listdir(folder)[1])
    except FileNotFoundError:
        return []
