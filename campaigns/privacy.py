"""What a person got from a brand: announcements they opened, coupons they claimed and used."""

from django.utils.translation import gettext_lazy as _

from campaigns.models import AnnouncementRead, Claim, WrongCode
from core.privacy import Exported, Holding, Person, Wishes, declare


def _export(person: Person) -> Exported:
    reads = AnnouncementRead.objects.filter(member=person.member).select_related("announcement").order_by("id")
    claims = Claim.objects.filter(member=person.member).select_related("coupon", "redemption").order_by("id")
    return Exported(
        {
            "announcements_opened": [
                {"id": one.announcement.public_id, "read_at": one.read_at, "acknowledged_at": one.acknowledged_at}
                for one in reads
            ],
            "coupons": [_claim(one) for one in claims],
        }
    )


def _claim(claim: Claim) -> dict:
    used = claim.redemption if claim.is_used else None
    return {
        "id": claim.public_id,
        "title": claim.coupon.title,
        "code": claim.shown_code,
        "claimed_at": claim.claimed_at,
        "used_at": used.redeemed_at if used else None,
        "used_where": used.place if used else "",
        "order_amount": used.order_amount if used else None,
        "currency": used.currency if used else "",
    }


def _erase(person: Person, wishes: Wishes) -> None:
    """
    Reads, claims and redemptions are the brand's books (how many were sent, given, paid for) and stay under the
    nameless record. What only watched over the person goes.
    """
    if person.member is not None:
        WrongCode.objects.filter(member=person.member).delete()


declare(
    Holding(
        "campaigns",
        _("Announcements you opened, coupons you claimed"),
        _export,
        _erase,
        covers=frozenset(
            {"campaigns.AnnouncementRead", "campaigns.Claim", "campaigns.Redemption", "campaigns.WrongCode"}
        ),
    )
)
