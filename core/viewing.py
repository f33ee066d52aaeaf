"""What a rule may ask of whoever is looking. Lower apps take this without knowing members."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def open_to_banned(view: View) -> View:
    """Marks the few pages and REST views that stay open to someone whom the brand has banned: their own rights, the look."""
    view.open_to_banned = True  # type: ignore[attr-defined]
    return view


class Viewer(Protocol):
    """`space` may be a Space or None for powers over the whole brand."""

    user: Any

    @property
    def powers(self) -> Any: ...

    @property
    def is_banned(self) -> bool: ...

    @property
    def member(self) -> Any: ...

    @property
    def is_authenticated(self) -> bool: ...

    @property
    def actor_id(self) -> int | None: ...

    def can(self, capability: str, space: Any = None) -> bool: ...

    def belongs_to(self, space: Any) -> bool: ...

    def reads_all(self, space: Any) -> bool: ...

    def looks_into(self, *spaces: Any) -> None: ...

    @property
    def space_ids(self) -> frozenset[int]: ...

    def spaces_where(self, capability: str) -> frozenset[int]: ...
