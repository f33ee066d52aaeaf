"""Tags put on people and taken off again: one person, or a whole list in one statement."""

from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from activity.actions import record
from core import clock, locks, text
from core.decisions import ensure
from core.errors import NotVisible
from members import rules, verbs
from members.models import BrandMember, MemberTag, Tag
from members.models.tag import GivenBy

LONGEST_WHY = 120


@transaction.atomic
def tag_member(viewer: Any, tag: Tag, member: BrandMember, *, why: str = "", given_by: str = GivenBy.HAND) -> bool:
    """True when the tag is new to them. Who gave it first, and why, stays."""
    ensure(rules.can_tag_member(viewer, member))
    if not insert_tags(viewer, tag, BrandMember.objects.filter(pk=member.pk), why=why, given_by=given_by):
        return False
    record(verbs.MEMBER_TAGGED, viewer=viewer, target=member, tag=tag.pk, given_by=str(given_by))
    return True


@transaction.atomic
def untag_member(viewer: Any, tag: Tag, member: BrandMember) -> bool:
    ensure(rules.can_tag_member(viewer, member))
    if not MemberTag.objects.filter(tag=tag, member=member).delete()[0]:
        return False
    record(verbs.MEMBER_UNTAGGED, viewer=viewer, target=member, tag=tag.pk)
    return True


@transaction.atomic
def tag_people(
    viewer: Any, tag: Tag, people: QuerySet[BrandMember], *, why: str = "", given_by: str = GivenBy.HAND
) -> int:
    """Everyone of `people`, in one statement: how many did not have the tag before. One fact says so."""
    ensure(rules.can_tag_members(viewer))
    count = insert_tags(viewer, tag, people, why=why, given_by=given_by)
    if count:
        record(verbs.MEMBERS_TAGGED, viewer=viewer, target=tag, count=count, given_by=str(given_by))
    return count


@transaction.atomic
def untag_people(viewer: Any, tag: Tag, people: QuerySet[BrandMember], *, only: str = "") -> int:
    """`only` leaves alone what was given otherwise: a rule takes back what a rule gave."""
    ensure(rules.can_tag_members(viewer))
    given = MemberTag.objects.filter(tag=tag, member__in=people.order_by().values("pk"))
    count = (given.filter(given_by=only) if only else given).delete()[0]
    if count:
        record(verbs.MEMBERS_UNTAGGED, viewer=viewer, target=tag, count=count)
    return count


_COLUMNS = "brand_id, tag_id, member_id, given_by, given_by_member_id, why, given_at, job_id"


def insert_tags(
    viewer: Any, tag: Tag, people: QuerySet[BrandMember], *, why: str, given_by: str, job: int | None = None
) -> int:
    """INSERT … SELECT; doubles are refused by the unique key. The tag is held, so that nobody deletes it meanwhile."""
    why = text.clean(why, field="why", longest=LONGEST_WHY)
    locks.for_share(Tag, tag.pk)
    if not Tag.objects.filter(pk=tag.pk).exists():
        raise NotVisible
    chosen, params = people.order_by().values("pk").query.sql_with_params()
    time = "%s::timestamptz" if connection.vendor == "postgresql" else "%s"
    sql = (
        f"INSERT INTO members_membertag ({_COLUMNS}) "  # noqa: S608 (our own table and the ORM's own SQL)
        f"SELECT %s, %s, m.id, %s, CAST(%s AS bigint), %s, {time}, CAST(%s AS bigint) "
        f"FROM members_brandmember m WHERE m.id IN ({chosen}) "
        "ON CONFLICT (tag_id, member_id) DO NOTHING"
    )
    given = [tag.brand_id, tag.pk, str(given_by), viewer.actor_id, why, clock.now(), job]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*given, *params])
        return int(cursor.rowcount)
