"""The brand's tags, and the tags of people."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.errors import NotVisible
from members.models import BrandMember, MemberTag, Tag


def get_tag(viewer: Any, public_id: str) -> Tag:
    tag = Tag.objects.visible_to(viewer).filter(public_id=public_id).first()
    if tag is None:
        raise NotVisible
    return tag


def tags_with_counts(viewer: Any) -> QuerySet[Tag]:
    """Every tag and how many people carry it. A subquery, so that a page of tags counts only its own."""
    given = MemberTag.objects.filter(tag=OuterRef("pk")).order_by().values("tag").annotate(n=Count("pk")).values("n")
    return Tag.objects.visible_to(viewer).annotate(people=Coalesce(Subquery(given), 0))


def tags_of(members: Iterable[BrandMember]) -> dict[int, list[MemberTag]]:
    """{member id: what they carry}, in the order of giving: one query for a whole page."""
    found: dict[int, list[MemberTag]] = {}
    rows = MemberTag.objects.filter(member__in=[one.pk for one in members]).select_related("tag", "given_by_member")
    for row in rows.order_by("given_at", "id"):
        found.setdefault(row.member_id, []).append(row)
    return found
