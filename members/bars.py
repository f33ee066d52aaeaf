"""Knowing a banned address again without keeping it."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.utils.crypto import salted_hmac

from accounts.models import User
from members.models import BarredAddress, BrandMember, Membership
from members.models.membership import State

KEPT = (State.BANNED, State.REMOVED)


def digest(brand_id: int, address: str) -> str:
    """Keyed with a secret of the install and with the brand: the same address has another digest elsewhere."""
    return salted_hmac("plaza.barred", f"{brand_id}:{normalised(address)}", algorithm="sha256").hexdigest()


def normalised(address: str) -> str:
    """One mailbox is one address, however it is written: case and what follows a plus sign do not count."""
    local, _at, domain = address.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def bar_addresses(member: BrandMember) -> None:
    """Before the record is emptied: keep the bans and removals that stand against it."""
    account = member.account
    if account is None:
        return
    digests = [digest(member.brand_id, one) for one in addresses_of(account)]
    ended = Membership.objects.filter(member=member, state__in=KEPT).values_list("space_id", "state")
    rows = [
        BarredAddress(brand_id=member.brand_id, space_id=space_id, state=state, digest=one)
        for space_id, state in ended
        for one in digests
    ]
    BarredAddress.objects.bulk_create(rows, ignore_conflicts=True)


def addresses_of(account: User) -> Iterable[str]:
    verified = EmailAddress.objects.filter(user=account, verified=True).values_list("email", flat=True)
    return {account.email, *verified}


def give_back_bans(member: BrandMember) -> None:
    """A new record of someone who was banned and then forgotten: what stood against them stands again."""
    digests = [digest(member.brand_id, one) for one in addresses_of(member.account)]
    for bar in BarredAddress.objects.filter(digest__in=digests).exclude(space=None):
        Membership.objects.update_or_create(
            brand_id=member.brand_id,
            space_id=bar.space_id,
            member=member,
            defaults={"state": bar.state, "ended_at": bar.created_at},
        )
