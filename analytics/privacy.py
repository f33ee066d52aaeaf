"""On which days a person took part. Counts outlive their person: after erasure the number of a record leads to nobody."""

from django.utils.translation import gettext_lazy as _

from analytics.models import WHOLE_BRAND, ActiveDay
from core.privacy import Exported, Holding, Person, Wishes, declare


def _export(person: Person) -> Exported:
    if person.member is None:
        return Exported({"active_days": []})
    days = ActiveDay.objects.filter(member_id=person.member.pk, space_id=WHOLE_BRAND).order_by("on")
    return Exported({"active_days": list(days.values_list("on", flat=True))})


def _erase(person: Person, wishes: Wishes) -> None:
    """Rebuilding the numbers counts these days again from the log, so they stay: ids and days only."""


declare(
    Holding("activity", _("Days on which you took part"), _export, _erase, covers=frozenset({"analytics.ActiveDay"}))
)
