"""What a look at contact data leaves behind, and what staff note about a person."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from core import text
from core.decisions import ensure
from core.errors import Invalid
from members import rules, verbs
from members.models import BrandMember
from members.models.brand_member import HIGHEST_TIER

MOST_INTERESTS = 10


@transaction.atomic
def note_contact_look(viewer: Any, person: BrandMember | None = None, *, count: int = 1) -> None:
    """Every look is a fact: whose, or at how many people of a list."""
    ensure(rules.can_see_contact(viewer))
    record(verbs.CONTACT_SEEN, viewer=viewer, target=person, count=count)


@transaction.atomic
def update_record(viewer: Any, person: BrandMember, **fields: Any) -> BrandMember:
    """Change `vip_tier`, `region` and `interests`; what is absent stays, and the same again records nothing."""
    ensure(rules.can_change_record(viewer, person))
    checked = {name: _CHECKS[name](value) for name, value in fields.items()}
    current = BrandMember.objects.get(pk=person.pk)
    changed = {name: value for name, value in checked.items() if getattr(current, name) != value}
    if changed:
        BrandMember.objects.filter(pk=person.pk).update(**changed)
        detail: dict[str, Any] = dict.fromkeys(changed, True)
        record(verbs.RECORD_CHANGED, viewer=viewer, target=person, **detail)
    return BrandMember.objects.get(pk=person.pk)


def _tier(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= HIGHEST_TIER:
        raise Invalid.field("vip_tier", _("Choose one of the options."), "bad_choice")
    return value


def _region(value: str) -> str:
    return text.clean(value, field="region", longest=40)


def _interests(value: list[str]) -> list[str]:
    words = dict.fromkeys(text.clean(one, field="interests", longest=20) for one in value)
    words.pop("", None)
    if len(words) > MOST_INTERESTS:
        raise Invalid.field("interests", _("At most %(count)d.") % {"count": MOST_INTERESTS}, "too_many")
    return list(words)


_CHECKS: dict[str, Callable[[Any], Any]] = {"vip_tier": _tier, "region": _region, "interests": _interests}
