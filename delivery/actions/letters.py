"""Letters to addresses that belong to nobody here: writing the row, counting, and refusing them for good."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, locks, mailboxes, tenancy
from core.errors import NotAllowed
from core.queue import later
from delivery.models import Letter, RefusedAddress

PURPOSE = "plaza.letters"
DAY = dt.timedelta(days=1)


class TooManyLetters(NotAllowed):
    """The day's letters are used up. `code` says whose: the sender's or the brand's."""


def address_digest(address: str) -> str:
    return mailboxes.digest(PURPOSE, tenancy.active().pk, address)


@transaction.atomic
def post_letter(
    kind: str, subject_id: int, address: str, *, sender_id: int | None, most_of_sender: int, most_of_brand: int
) -> Letter:
    """
    Put a letter into the queue. TooManyLetters when the sender or the brand has used up its day.

    It is counted under a lock: of two at once with one left, one is refused.
    """
    brand = tenancy.active()
    _hold_count(brand.pk)
    today = Letter.objects.filter(created_at__gt=clock.now() - DAY)
    if today.filter(sender_id=sender_id).count() >= most_of_sender:
        message = _("You have sent as many invitations by e-mail as fit into a day. Go on tomorrow.")
        raise TooManyLetters(message, code="sender_limit")
    if today.count() >= most_of_brand:
        message = _("This brand has sent as many invitations by e-mail as fit into a day. Go on tomorrow.")
        raise TooManyLetters(message, code="brand_limit")
    written = Letter.objects.create(
        brand_id=brand.pk,
        kind=kind,
        subject_id=subject_id,
        address=address,
        digest=address_digest(address),
        sender_id=sender_id,
    )
    later("delivery.deliver")
    return written


def _hold_count(brand_id: int) -> None:
    locks.lock(f"plaza.letters.{brand_id}")


@transaction.atomic
def refuse_letters(digest: str) -> None:
    """Whoever holds a letter wants no more of them from this brand. Also one that is on its way stays here."""
    RefusedAddress.objects.get_or_create(brand_id=tenancy.active().pk, digest=digest)
