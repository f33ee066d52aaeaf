"""What a rule may ask of whoever is looking. Lower apps take this without knowing members."""

from typing import Any, Protocol


class Viewer(Protocol):
    """`space` may be a Space or None for powers over the whole brand."""

    user: Any

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
