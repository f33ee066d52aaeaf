"""Segments and their answers: how many, a few of them, all of them, and which ones a person is in."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, QuerySet
from django.utils.translation import gettext as _

from core.decisions import ensure
from core.errors import NotAllowed, NotVisible
from members.models import BrandMember, Segment, TagRule
from members.rules.segments import can_see_people_matching, can_see_people_of
from members.segments.check import Rule
from members.segments.compile import asks_behaviour, matching, people_matching
from members.segments.disclosure import Count, disclosed
from members.segments.sentence import names_in, sentence

SAMPLE = 5


def segments_for(viewer: Any, *, archived: bool = False) -> QuerySet[Segment]:
    return Segment.objects.visible_to(viewer).filter(archived_at__isnull=not archived).select_related("made_by")


def get_segment(viewer: Any, public_id: str) -> Segment:
    segment = Segment.objects.visible_to(viewer).filter(public_id=public_id[:20]).select_related("made_by").first()
    if segment is None:
        raise NotVisible
    return segment


def count_of(viewer: Any, rule: Rule) -> Count:
    """As exact as the viewer may know it. The caller asked `can_see_segment` or `can_manage_segments`."""
    return disclosed(people_matching(rule).count(), rule, viewer)


def sample_of(viewer: Any, rule: Rule, count: Count) -> list[BrandMember]:
    """The newest few, for whoever may see names. Nobody while the number itself is too small to be told."""
    if count.is_few or not can_see_people_matching(viewer, rule):
        return []
    return list(people_matching(rule).order_by("-pk")[:SAMPLE])


def people_of(segment: Segment) -> QuerySet[BrandMember]:
    """Everyone in it now. The caller asked `can_see_people_of`."""
    return people_matching(segment.rule)


def people_told(viewer: Any, segment: Segment) -> QuerySet[BrandMember]:
    """The same for whoever asks: names tell as much as the number, so what is too few to count is too few to name."""
    ensure(can_see_people_of(viewer, segment))
    if count_of(viewer, segment.rule).is_few:
        raise NotAllowed(_("So few that names would tell too much."), code="too_few")
    return people_of(segment)


def accounts_of(segment: Segment) -> QuerySet:
    """Account ids, one column, for a fan-out in SQL: the port for announcements and pushes."""
    return people_matching(segment.rule).values_list("account_id", flat=True)


def sentences(rules: list[Rule]) -> list[str]:
    """What each rule means, in the reader's language; the names behind ids in two queries for all."""
    names = names_in(rules)
    return [sentence(rule, names) for rule in rules]


def tag_rules_of(segments: list[Segment]) -> dict[int, list[TagRule]]:
    """{segment id: the tags that follow it}."""
    found: dict[int, list[TagRule]] = {}
    for kept in TagRule.objects.filter(segment__in=segments).select_related("tag").order_by("tag__name"):
        found.setdefault(kept.segment_id, []).append(kept)
    return found


def segments_holding(member: BrandMember) -> list[tuple[Segment, str]]:
    """The living segments that this person is in, with what each means: for "what we know about you". Two queries."""
    living = list(Segment.objects.filter(archived_at=None).order_by("name"))
    if member.personal_targeting_objected_at is not None:
        living = [one for one in living if not asks_behaviour(one.rule)]
    asked = {f"in_{one.pk}": ExpressionWrapper(matching(one.rule), output_field=BooleanField()) for one in living}
    row = BrandMember.objects.present().filter(pk=member.pk).annotate(**asked).values(*asked).first() if asked else None
    held = [one for one in living if row and row[f"in_{one.pk}"]]
    return list(zip(held, sentences([one.rule for one in held]), strict=True))
