"""What a brand knows about one of its members, for that member's eyes."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import dates
from core.errors import Text
from members.models import BrandMember, Membership, MemberTag, Segment, TakenTag
from members.queries.segments import segments_holding
from members.viewer import viewer_for_account
from spaces.links import home_url
from spaces.models import Space
from spaces.rules import can_see_space

# Columns of a record that are the machine's: keys, links, and copies made for searching.
_INNER = {"id", "public_id", "brand", "account", "avatar", "erased_at", "name_key", "name_parts", "region_key"}
# Columns in a reader's words. test_every_column_has_words fails for one that is missing here.
LABELS: dict[str, Text] = {
    "display_name": gettext_lazy("Display name"),
    "bio": gettext_lazy("About you"),
    "role": gettext_lazy("Role"),
    "joined_at": gettext_lazy("With this brand since"),
    "last_seen_at": gettext_lazy("Last seen"),
    "source": gettext_lazy("How you came"),
    "source_label": gettext_lazy("The link you came by"),
    "stage": gettext_lazy("Stage"),
    "vip_tier": gettext_lazy("VIP tier"),
    "region": gettext_lazy("Region"),
    "birthday": gettext_lazy("Birthday"),
    "interests": gettext_lazy("Interests"),
    "personal_targeting_objected_at": gettext_lazy("You objected to personal targeting"),
    "banned_at": gettext_lazy("Banned from this brand since"),
    "banned_until": gettext_lazy("The ban ends"),
    "ban_reason": gettext_lazy("Reason for the ban"),
}


def profile_of(member: BrandMember) -> dict[str, Any]:
    """Every column of the record that says something about the person: columns added later are shown without being told."""
    return {
        field.name: _plain(member, field)
        for field in member._meta.concrete_fields
        if field.name not in _INNER and not field.is_relation
    }


def _plain(member: BrandMember, field: Any) -> Any:
    return getattr(member, f"get_{field.name}_display")() if field.choices else getattr(member, field.name)


def about_member(member: BrandMember) -> list[tuple[Text, Any]]:
    """(label, value) of the record, in words; what is empty is left out."""
    values = profile_of(member)
    return [
        (label, _words(values[name])) for name, label in LABELS.items() if values.get(name) not in (None, "", [], {})
    ]


def _words(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return dates.moment(value)
    if isinstance(value, dt.date):
        return dates.day(value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def about_account(account: Any) -> list[tuple[Text, Any]]:
    facts = [
        (_("E-mail address"), account.email),
        (_("Language"), dict(settings.LANGUAGES).get(account.language, "")),
        (_("Time zone"), account.time_zone),
        (_("Signed up"), account.date_joined),
    ]
    return [(label, _words(value)) for label, value in facts if value]


def place_of(account: Any, space: Space) -> str:
    """A space by name, as far as the person may know of it now: a closed group that they have left keeps its own."""
    if account is not None and can_see_space(viewer_for_account(account), space):
        return space.name
    return _("private group")


def tags_of(member: BrandMember) -> list[dict[str, Any]]:
    """[{name, why, given_by, given_at}], the newest first. `given_by` is whoever set it, or what did."""
    given = (
        MemberTag.objects.filter(member=member).select_related("tag", "given_by_member").order_by("-given_at", "-id")
    )
    return [
        {
            "name": one.tag.name,
            "why": one.why,
            "given_by": one.given_by_member.display_name if one.given_by_member else one.get_given_by_display(),
            "given_at": one.given_at,
        }
        for one in given
    ]


def taken_tags_of(member: BrandMember) -> list[dict[str, Any]]:
    """Tags that a job took off them, while that can still be undone."""
    taken = TakenTag.objects.filter(member=member).select_related("job__tag").order_by("id")
    return [{"name": one.job.tag.name, "why": one.why, "given_at": one.given_at} for one in taken]


def segments_of(viewer: Any) -> list[dict[str, str]]:
    """
    [{name, why}] of the segments that the person is in now, with what each asks.

    One that names a space which they may not know of keeps its words to itself: only that there is one is told.
    """
    if viewer.record is None:
        return []
    held = segments_holding(viewer.record)
    hidden = _naming_hidden_spaces(viewer, [segment.pk for segment, _words in held])
    secret = {"name": _("A segment about a private group"), "why": ""}
    return [secret if one.pk in hidden else {"name": one.name, "why": words} for one, words in held]


def _naming_hidden_spaces(viewer: Any, segment_ids: list[int]) -> set[int]:
    seen = Space.objects.visible_to(viewer).values("pk")
    named = Segment.spaces.through.objects.filter(segment_id__in=segment_ids)
    return set(named.exclude(space__in=seen).values_list("segment_id", flat=True))


def standings_shown(viewer: Any) -> list[dict[str, Any]]:
    """Every standing that the person has or had, the latest first: {membership, place, url}."""
    mine = Membership.objects.filter(member=viewer.record).select_related("space").order_by("-joined_at")
    return [_standing(viewer, one) for one in mine]


def _standing(viewer: Any, one: Membership) -> dict[str, Any]:
    seen = bool(can_see_space(viewer, one.space))
    return {
        "membership": one,
        "place": one.space.name if seen else _("private group"),
        "url": home_url(one.space) if seen and not viewer.is_banned else "",
    }
