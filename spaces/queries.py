"""Finding spaces for pages and the API."""

from collections.abc import Collection

from django.db.models import BooleanField, ExpressionWrapper, Q

from core.errors import NotVisible
from core.prepared import Prepared
from core.viewing import Viewer
from spaces.models import Space, SpaceQuerySet, eyes_of

NAV_LIMIT = 12
OPEN_FIRST = ("kind", "id")  # "community" comes before "group"; a CASE would cost more than the rest of the query


def _spaces_around(eyes: str, kind: str = "", slug: str = "", mine: Collection[int] = ()) -> SpaceQuerySet:
    spaces = Space.objects.seen_with(eyes, mine)
    if slug:
        here = ExpressionWrapper(Q(kind=kind, slug=slug), output_field=BooleanField())
        return spaces.order_by(here.desc(), *OPEN_FIRST)[:NAV_LIMIT]
    return spaces.order_by(*OPEN_FIRST)[:NAV_LIMIT]


_around = Prepared(_spaces_around)


def spaces_around(viewer: Viewer, *, kind: str = "", slug: str = "") -> list[Space]:
    """One query: the space asked for comes first, then those the navigation offers, open ones before closed ones."""
    eyes = eyes_of(viewer)
    asked = {"kind": kind, "slug": slug} if slug else {}
    mine = {} if eyes == "all" else {"mine": viewer.space_ids}
    return _around(eyes, **asked, **mine)


def get_space(viewer: Viewer, public_id: str, *, kind: str | None = None) -> Space:
    """The space with this public id, or NotVisible."""
    spaces: SpaceQuerySet = Space.objects.visible_to(viewer).filter(public_id=public_id)
    space = (spaces.filter(kind=kind) if kind else spaces).first()
    if space is None:
        raise NotVisible
    return space


def spaces_shown(viewer: Viewer, limit: int = 100) -> list[Space]:
    """The brand's entrance: what the viewer may know of and is still open, communities first."""
    return list(Space.objects.visible_to(viewer).filter(archived_at=None).order_by(*OPEN_FIRST)[:limit])


def managed_spaces(viewer: Viewer, *, archived: bool = False, limit: int = 200) -> list[Space]:
    """Spaces whose settings the viewer may change."""
    spaces = Space.objects.visible_to(viewer).filter(archived_at__isnull=not archived)
    if not viewer.can("space.manage"):
        spaces = spaces.filter(pk__in=viewer.spaces_where("space.manage"))
    return list(spaces.order_by("kind", "id")[:limit])


def spaces_behind(viewer: Viewer, kind: str, *, archived: bool = False) -> SpaceQuerySet:
    """All of one kind that the viewer may know of, newest first where the caller pages them."""
    found: SpaceQuerySet = Space.objects.visible_to(viewer).filter(kind=kind, archived_at__isnull=not archived)
    return found
