"""Segments: saved, changed, copied, archived."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity.actions import record
from core import clock, locks, tenancy, text
from core.decisions import ensure
from core.errors import Conflict, Invalid
from members import rules, verbs
from members.models import Segment, Tag
from members.segments.catalogue import SPACE, TAG, conditions
from members.segments.check import Rule, checked
from members.segments.circles import refuse_circle
from members.segments.compile import asks_contact, named_in
from spaces.models import Space

MOST_SEGMENTS = 200


@transaction.atomic
def save_segment(viewer: Any, *, name: str, rule: Any, is_open: bool = False) -> Segment:
    """Raises Invalid with the path to each fault of the rule, Conflict `segment_exists` for a name that is taken."""
    ensure(rules.can_manage_segments(viewer))
    rule = known(viewer, checked(rule))
    columns = {"name": _checked_name(name), "rule": rule, "is_open": _checked_open(viewer, rule, is_open)}
    if Segment.objects.filter(archived_at=None).count() >= MOST_SEGMENTS:
        message = _("This brand has %(count)d segments; archive one first.") % {"count": MOST_SEGMENTS}
        raise Conflict(message, code="too_many")
    with _one_of_a_name():
        segment = Segment.objects.create(brand_id=tenancy.active().pk, made_by=viewer.member, **columns)
    _name_spaces(segment)
    record(verbs.SEGMENT_SAVED, viewer=viewer, target=segment)
    return segment


@transaction.atomic
def change_segment(viewer: Any, segment: Segment, *, version: int | None = None, **given: Any) -> Segment:
    """
    Change `name`, `rule`, `is_open`; what is not given stays. The same values again change nothing.

    With the `version` that the viewer saw, a change by somebody else in between is a Conflict.
    """
    ensure(rules.can_change_segment(viewer, segment))
    held = locks.for_update(Segment.objects.filter(pk=segment.pk)).get()
    if version is not None and version != held.version:
        raise Conflict(code="changed_meanwhile")
    if held.is_archived:
        raise Conflict(_("This segment is archived."), code="archived")
    columns = _checked_columns(viewer, held, given)
    if not (changed := {name: value for name, value in columns.items() if getattr(held, name) != value}):
        return held
    with _one_of_a_name():
        Segment.objects.filter(pk=held.pk).update(**changed, version=F("version") + 1, changed_at=clock.now())
    held.refresh_from_db()
    if "rule" in changed:
        _name_spaces(held)
        held.tag_rules.update(due_at=clock.now())
    record(verbs.SEGMENT_CHANGED, viewer=viewer, target=held, version=held.version)
    return held


def _checked_columns(viewer: Any, segment: Segment, given: dict[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    if "name" in given:
        columns["name"] = _checked_name(given["name"])
    if "rule" in given:
        columns["rule"] = known(viewer, checked(given["rule"]))
        for kept in segment.tag_rules.select_related("tag"):
            refuse_circle(kept.tag, columns["rule"])
            ensure(rules.can_keep_contact(viewer, columns["rule"]))
    if "is_open" in given or "rule" in given:
        is_open = given.get("is_open", segment.is_open)
        columns["is_open"] = _checked_open(viewer, columns.get("rule", segment.rule), is_open)
    return columns


@transaction.atomic
def duplicate_segment(viewer: Any, segment: Segment) -> Segment:
    """The same question under a free name, for whoever saves it."""
    ensure(rules.can_change_segment(viewer, segment))
    taken = set(Segment.objects.filter(archived_at=None).values_list("name", flat=True))
    for number in range(2, MOST_SEGMENTS + 3):
        name = f"{segment.name[:54]} ({number})"
        if name not in taken:
            return save_segment(viewer, name=name, rule=segment.rule)
    raise Conflict(code="segment_exists")


@transaction.atomic
def archive_segment(viewer: Any, segment: Segment) -> Segment:
    """Out of the lists; what it did stays. Refused while it keeps tags. Twice changes nothing."""
    ensure(rules.can_change_segment(viewer, segment))
    held = locks.for_update(Segment.objects.filter(pk=segment.pk)).get()
    if held.tag_rules.exists():
        raise Conflict(_("A tag follows this segment; let go of the tag first."), code="in_use")
    if Segment.objects.filter(pk=held.pk, archived_at=None).update(archived_at=clock.now(), version=F("version") + 1):
        record(verbs.SEGMENT_ARCHIVED, viewer=viewer, target=held)
    return Segment.objects.get(pk=held.pk)


@transaction.atomic
def restore_segment(viewer: Any, segment: Segment) -> Segment:
    ensure(rules.can_change_segment(viewer, segment))
    gone = Segment.objects.filter(pk=segment.pk, archived_at__isnull=False)
    with _one_of_a_name():
        back = gone.update(archived_at=None, version=F("version") + 1)
    if back:
        record(verbs.SEGMENT_RESTORED, viewer=viewer, target=segment)
    return Segment.objects.get(pk=segment.pk)


class _one_of_a_name(transaction.Atomic):  # noqa: N801 (reads as what it holds)
    """A savepoint in which a taken name is a Conflict beside its field."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        super().__exit__(kind, error, trace)
        if isinstance(error, IntegrityError):
            said = _("There is a segment of this name already.")
            raise Conflict(said, code="segment_exists", fields={"name": said}) from error


def _checked_name(name: Any) -> str:
    if not isinstance(name, str):
        raise Invalid.field("name", _("This should be text."), "wrong_type")
    return text.clean(name, field="name", longest=60, shortest=1)


def _checked_open(viewer: Any, rule: Rule, is_open: Any) -> bool:
    if not isinstance(is_open, bool):
        raise Invalid.field("is_open", _("This should be true or false."), "wrong_type")
    if is_open and asks_contact(rule):
        message = _("It asks for birthdays, so it cannot be opened to admins of groups.")
        raise Invalid.field("is_open", message, "asks_contact")
    return is_open


def known(viewer: Any, rule: Rule) -> Rule:
    """The tags and spaces that a rule names are there, for this viewer; otherwise Invalid with the path to each."""
    tags = set(Tag.objects.filter(public_id__in=named_in(rule, TAG)).values_list("public_id", flat=True))
    spaces = Space.objects.visible_to(viewer).filter(public_id__in=named_in(rule, SPACE))
    there = {TAG: tags, SPACE: set(spaces.values_list("public_id", flat=True))}
    faults = {
        f"{path}.{part.name}": _("This is not there, or you cannot see it.")
        for path, leaf in _placed(rule)
        for part in conditions[leaf["field"]].parts
        if part.kind in there and leaf.get(part.name) and leaf[part.name] not in there[part.kind]
    }
    if faults:
        raise Invalid(next(iter(faults.values())), code="not_there", fields=faults)
    return rule


def _placed(rule: Rule, path: str = "rule") -> list[tuple[str, Rule]]:
    """(path, condition) for every condition."""
    found: list[tuple[str, Rule]] = []
    for index, one in enumerate(rule["rules"]):
        place = f"{path}.rules.{index}"
        found += _placed(one, place) if "rules" in one else [(place, one)]
    return found


def _name_spaces(segment: Segment) -> None:
    segment.spaces.set(Space.objects.filter(public_id__in=named_in(segment.rule, SPACE)))
