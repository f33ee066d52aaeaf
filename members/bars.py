"""Knowing a banned address again without keeping it."""

import datetime as dt
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from accounts.models import User
from core import clock, mailboxes
from members.models import BarredAddress, BrandMember, Membership
from members.models.membership import State

KEPT = (State.BANNED, State.REMOVED)


def digest(brand_id: int, address: str) -> str:
    return mailboxes.digest("plaza.barred", brand_id, address)


def bars_against(brand_id: int, address: str) -> QuerySet[BarredAddress]:
    """What stands against whoever had this address and was forgotten."""
    return _in_force([digest(brand_id, address)])


def spellings_of(address: str) -> Q:
    """E-mail addresses of the same mailbox: as it is, or with something after a plus sign."""
    plain = mailboxes.normalised(address)
    local, _at, domain = plain.rpartition("@")
    return Q(email__iexact=plain) | Q(email__istartswith=f"{local}+", email__iendswith=f"@{domain}")


def bar_addresses(member: BrandMember) -> None:
    """Before the record is emptied: keep the bans and removals that stand against it. A later one replaces an earlier."""
    if member.account is None:
        return
    rows = [
        BarredAddress(brand_id=member.brand_id, space_id=space_id, state=state, until=until, digest=one)
        for space_id, state, until in _standing_against(member)
        for one in _digests(member)
    ]
    for row in rows:
        BarredAddress.objects.filter(space_id=row.space_id, digest=row.digest).delete()
    BarredAddress.objects.bulk_create(rows, ignore_conflicts=True)


def _standing_against(member: BrandMember) -> list[tuple[int | None, str, dt.datetime | None]]:
    """[(space or None for the brand, state, until)] without what has ended."""
    kept = Membership.objects.filter(member=member, state__in=KEPT).exclude(banned_until__lte=clock.now())
    found: list[tuple[int | None, str, dt.datetime | None]] = list(
        kept.values_list("space_id", "state", "banned_until")
    )
    if member.is_banned:
        found.append((None, State.BANNED, member.banned_until))
    return found


def _digests(member: BrandMember) -> list[str]:
    if member.account is None:
        return []
    return [digest(member.brand_id, one) for one in addresses_of(member.account)]


def addresses_of(account: User) -> Iterable[str]:
    verified = EmailAddress.objects.filter(user=account, verified=True).values_list("email", flat=True)
    return {account.email, *verified}


def is_barred_from_brand(brand_id: int, account: User) -> bool:
    digests = [digest(brand_id, one) for one in addresses_of(account)]
    return _in_force(digests).filter(space=None).exists()


def give_back_bans(member: BrandMember) -> bool:
    """
    A new record of someone who was banned and then forgotten: what stood against them stands again.

    True when they are banned from the brand.
    """
    from_brand = False
    for bar in _in_force(_digests(member)):
        if bar.space_id is None:
            from_brand = True
            BrandMember.objects.filter(pk=member.pk).update(banned_at=bar.created_at, banned_until=bar.until)
            continue
        Membership.objects.update_or_create(
            brand_id=member.brand_id,
            space_id=bar.space_id,
            member=member,
            defaults={"state": bar.state, "ended_at": bar.created_at, "banned_until": bar.until},
        )
    return from_brand


def _in_force(digests: list[str]) -> QuerySet[BarredAddress]:
    return BarredAddress.objects.filter(digest__in=digests).exclude(until__lte=clock.now())


def drop_bars(member: BrandMember, space_id: int | None) -> None:
    """A ban that is lifted is lifted for good, also when they are forgotten and come back once more."""
    BarredAddress.objects.filter(space_id=space_id, digest__in=_digests(member)).delete()
