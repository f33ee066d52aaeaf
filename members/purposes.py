"""The catalogue of purposes that a brand may ask consent for, and what stays shut without it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from core.errors import Text


@dataclass(frozen=True)
class Purpose:
    """`gates` holds (kind of notice, channel): handed over to those only whose consent stands."""

    name: str
    label: Text
    meaning: Text
    gates: frozenset[tuple[str, str]] = field(default=frozenset())


catalogue: dict[str, Purpose] = {}


def declare(purpose: Purpose) -> Purpose:
    catalogue[purpose.name] = purpose
    return purpose


NEWS = declare(
    Purpose(
        "news",
        _("News and offers by e-mail"),
        _("Announcements and new coupons reach your mailbox too. Without it they wait in your inbox here."),
        frozenset({("announcement", "email"), ("coupon", "email")}),
    )
)
