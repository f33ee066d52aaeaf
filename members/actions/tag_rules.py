"""Tags that follow a segment: people get them by entering it and lose them by leaving."""

import datetime as dt
from typing import Any

import structlog
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activity.actions import record
from core import clock, locks, tenancy
from core.decisions import ensure
from core.errors import Conflict
from core.tenancy import across_brands
from members import rules, verbs
from members.actions.tagging import tag_people, untag_people
from members.models import BrandMember, Segment, Tag, TagRule
from members.models.tag import GivenBy, MemberTag
from members.segments.circles import refuse_circle
from members.segments.compile import people_matching
from members.viewer import SystemViewer

log = structlog.get_logger(__name__)
LOOK_AGAIN = dt.timedelta(minutes=5)
AT_ONCE = 20


@transaction.atomic
def follow_segment(viewer: Any, segment: Segment, tag: Tag) -> TagRule:
    """From now on the tag is on whoever is in the segment. What hands have given stays on whoever leaves."""
    ensure(rules.can_keep_tag(viewer, segment))
    if segment.is_archived:
        raise Conflict(_("This segment is archived."), code="archived")
    locks.lock(f"plaza.tag_rules.{segment.brand_id}")  # two rules at once could close a circle that neither sees
    refuse_circle(tag, segment.rule)
    try:
        with transaction.atomic():
            kept = TagRule.objects.create(brand_id=segment.brand_id, tag=tag, segment=segment, made_by=viewer.member)
    except IntegrityError as error:
        raise Conflict(_("This tag follows a segment already."), code="tag_follows") from error
    record(verbs.TAG_FOLLOWS, viewer=viewer, target=tag, segment=segment.pk)
    return kept


@transaction.atomic
def let_go_of_tag(viewer: Any, segment: Segment, tag: Tag) -> None:
    """The tag follows nothing any more, and comes off whoever had it by the rule. Twice changes nothing."""
    ensure(rules.can_keep_tag(viewer, segment))
    if not TagRule.objects.filter(tag=tag, segment=segment).delete()[0]:
        return
    untag_people(SystemViewer(), tag, BrandMember.objects.all(), only=GivenBy.RULE)
    record(verbs.TAG_LET_GO, viewer=viewer, target=tag, segment=segment.pk)


def keep_due_tags() -> int:
    """Bring the tags up to date whose time has come; each in its own transaction. Safe beside another worker."""
    with across_brands("tags that follow segments, of every brand"):
        due = list(
            TagRule.objects.filter(due_at__lte=clock.now()).order_by("due_at").values_list("pk", flat=True)[:AT_ONCE]
        )
    return sum(_kept(pk) for pk in due)


def _kept(pk: int) -> int:
    """A rule that cannot be asked must not hold up the others: it is put at the end and said aloud."""
    try:
        return _keep(pk)
    except Exception as error:
        if locks.is_transient(error):
            return 0
        log.exception("a tag could not follow its segment", tag_rule=pk)
        with across_brands("tags that follow segments, of every brand"):
            TagRule.objects.filter(pk=pk).update(due_at=clock.now() + LOOK_AGAIN)
        return 0


@transaction.atomic
def _keep(pk: int) -> int:
    with across_brands("tags that follow segments, of every brand"):
        kept = locks.claim(TagRule.objects.filter(pk=pk, due_at__lte=clock.now())).select_related(
            "brand", "tag", "segment"
        )
        rule = kept.first()
    if rule is None:  # another worker has it, or it is gone
        return 0
    with tenancy.activate(rule.brand):
        keep_tag(rule)
    return 1


def keep_tag(rule: TagRule) -> None:
    """Two statements: take it off those who left, put it on those who entered."""
    inside, viewer = people_matching(rule.segment.rule), SystemViewer()
    given = MemberTag.objects.filter(tag=rule.tag, given_by=GivenBy.RULE)
    gone = BrandMember.objects.filter(pk__in=given.values("member_id")).exclude(pk__in=inside.values("pk"))
    untag_people(viewer, rule.tag, gone, only=GivenBy.RULE)
    tag_people(viewer, rule.tag, inside, why=rule.segment.name, given_by=GivenBy.RULE)
    now = clock.now()
    TagRule.objects.filter(pk=rule.pk).update(kept_at=now, due_at=now + LOOK_AGAIN)
