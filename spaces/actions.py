"""Opening, changing, archiving and restoring spaces."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activity.actions import record
from brands.models import Brand, is_slug
from core import clock, locks, text
from core.decisions import ensure
from core.errors import Conflict, Invalid
from core.images import safe_picture
from core.models import new_public_id
from core.viewing import Viewer
from spaces import rules, verbs
from spaces.models import JoinPolicy, PostingPolicy, ReturnPolicy, Space, Visibility, WhenFull
from spaces.offers import checked_offers
from spaces.questions import checked_questions
from spaces.refusals import checked_refusals

COVER_WIDTH = 1600
MAX_RETURN_DAYS = 3650
_TEXTS = {"name": (40, 1), "tagline": (120, 0), "goal": (200, 0)}
_LONG_TEXTS = {"about": 2000, "rules": 4000, "welcome": 1000}
_CHOICES = {
    "visibility": Visibility,
    "join_policy": JoinPolicy,
    "posting_policy": PostingPolicy,
    "return_policy": ReturnPolicy,
    "when_full": WhenFull,
}


def create_space(viewer: Viewer, brand: Brand, *, kind: str, name: str, slug: str = "", **fields: Any) -> Space:
    """Open a space with the given columns; the caller (communities, groups) supplies the defaults of its kind."""
    ensure(rules.can_create_space(viewer))
    return open_space(viewer, brand, kind=kind, name=name, slug=slug, **fields)


def open_space(
    viewer: Viewer, brand: Brand, *, kind: str, name: str, slug: str = "", by_member: bool = False, **fields: Any
) -> Space:
    """The same for a caller that asked a rule of its own, such as for communities of members."""
    checked = checked_settings({"name": name, **fields})
    slug = _checked_slug(slug or suggested_slug(kind, checked["name"]))
    space = Space(brand=brand, kind=kind, slug=slug, by_member=by_member, **checked)
    _check_fit(space)
    with transaction.atomic():
        try:
            with transaction.atomic():
                space.save(force_insert=True)
        except IntegrityError as error:
            raise Invalid.field("slug", _("This address is already taken."), "taken") from error
        record(verbs.SPACE_CREATED, viewer=viewer, target=space, space=space)
    return space


def update_space(viewer: Viewer, space: Space, *, seen_version: int | None = None, **fields: Any) -> Space:
    """
    Change settings. New rules get a new version, so that joining again can ask for consent.

    Raises Conflict when the space moved on since the viewer saw `seen_version`.
    """
    ensure(rules.can_manage_space(viewer, space))
    checked = checked_settings(fields)  # pictures are encoded here, before the transaction takes a lock
    with transaction.atomic():
        space = locks.for_update(Space.objects.filter(pk=space.pk), of=("self",)).get()
        if seen_version is not None and seen_version != space.version:
            message = _("Someone else changed these settings while you were editing.")
            raise Conflict(message, code="changed_meanwhile")
        return _change(viewer, space, checked)


def _change(viewer: Viewer, space: Space, checked: dict[str, Any]) -> Space:
    changed = {name: value for name, value in checked.items() if getattr(space, name) != value}
    if not changed:
        return space
    if "rules" in changed:
        changed["rules_version"] = space.rules_version + 1
    if "cover" in changed and space.cover:
        old = str(space.cover.name)
        transaction.on_commit(lambda: default_storage.delete(old))
    for name, value in changed.items():
        setattr(space, name, value)
    _check_fit(space)
    space.version += 1
    space.save(update_fields=[*changed, "listed_publicly", "version"])
    record(verbs.SPACE_CHANGED, viewer=viewer, target=space, space=space, fields=len(changed))
    return space


def suggested_slug(kind: str, name: str) -> str:
    """Latin letters of the name; a short random one where it has none. Never one that is taken."""
    base = text.latin_slug(name) or new_public_id()[:6]
    slug, number = base, 2
    while Space.objects.filter(kind=kind, slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug


@transaction.atomic
def archive_space(viewer: Viewer, space: Space) -> Space:
    """Close a space for everything but reading by its members. Archiving twice changes nothing."""
    ensure(rules.can_manage_space(viewer, space))
    if Space.objects.filter(pk=space.pk, archived_at=None).update(archived_at=clock.now()):
        record(verbs.SPACE_ARCHIVED, viewer=viewer, target=space, space=space)
    return Space.objects.get(pk=space.pk)


@transaction.atomic
def restore_space(viewer: Viewer, space: Space) -> Space:
    ensure(rules.can_manage_space(viewer, space))
    if Space.objects.filter(pk=space.pk).exclude(archived_at=None).update(archived_at=None):
        record(verbs.SPACE_RESTORED, viewer=viewer, target=space, space=space)
    return Space.objects.get(pk=space.pk)


def _checked_slug(slug: str) -> str:
    try:
        is_slug(slug)
    except ValidationError as error:
        raise Invalid.field("slug", error.messages[0], "bad_slug") from error
    return slug


def checked_settings(fields: dict[str, Any]) -> dict[str, Any]:
    """Normalised columns, or Invalid beside the field. Unknown names are a bug of the caller."""
    checked: dict[str, Any] = {}
    for name, value in fields.items():
        if name in _TEXTS:
            longest, shortest = _TEXTS[name]
            checked[name] = text.clean(value, field=name, longest=longest, shortest=shortest)
        elif name in _LONG_TEXTS:
            checked[name] = text.clean(value, field=name, longest=_LONG_TEXTS[name], lines=True)
        elif name in _CHOICES:
            if value not in _CHOICES[name].values:
                raise Invalid.field(name, _("Choose one of the options."), "bad_choice")
            checked[name] = value
        elif name == "questions":
            checked[name] = checked_questions(value)
        elif name == "offers":
            checked[name] = checked_offers(value)
        elif name == "refusals":
            checked[name] = checked_refusals(value)
        elif name == "cover":
            checked[name] = _cover(value)
        elif name == "return_days":
            checked[name] = _return_days(value)
        elif name in ("listed_publicly", "members_visible", "members_invite", "size_limit"):
            checked[name] = value
        else:
            raise TypeError(f"{name} is not a setting of a space")
    return checked


def _return_days(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value <= MAX_RETURN_DAYS:
        raise Invalid.field("return_days", _("Use a number of days from 0 to 3650."), "out_of_range")
    return value


def _cover(file: Any) -> Any:
    """Encoded anew under a fresh name; an empty value takes the cover away."""
    if not file:
        return ""
    picture = safe_picture(file, field="cover", widths=(COVER_WIDTH,))
    return ContentFile(picture.versions[COVER_WIDTH], name=f"{new_public_id()}.webp")


def _check_fit(space: Space) -> None:
    """The same as the table's CHECKs, said in words beside the field."""
    fits = ("public", "brand") if space.door == "c" else ("listed", "secret")
    if space.visibility not in fits:
        raise Invalid.field("visibility", _("This kind of space cannot have that visibility."), "bad_choice")
    if space.listed_publicly and space.visibility != Visibility.LISTED:
        space.listed_publicly = False
    if space.size_limit is not None and space.size_limit < 1:
        raise Invalid.field("size_limit", _("Use a number above zero."), "too_small")
    if space.size_limit is not None and space.pk and space.size_limit < space.member_count:
        raise Conflict(
            _("There are already more members than that."),
            code="below_member_count",
            fields={"size_limit": _("There are already more members than that.")},
        )
