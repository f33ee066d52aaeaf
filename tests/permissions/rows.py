"""What one line of the address table says, and the world that its lines are asked in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.conftest import CAST

LOGIN = "sign in"  # a redirect to the sign-in, told apart from every other redirect
STAFF = "owner manager editor agent analyst"
RUNS = "owner manager"
SPACE_TEAM = "admin moderator expert"


@dataclass(frozen=True)
class Row:
    """`arguments` are functions of the world, so that a row can name what exists only when the test runs."""

    name: str
    expect: dict[str, int | str]
    method: str = "GET"
    data: Any = None
    arguments: dict[str, Callable[[Any], str]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return f"{self.method} {self.name}"


def row(
    name: str,
    statuses: dict[int | str, str],
    *,
    method: str = "GET",
    data: Any = None,
    **arguments: Callable[[Any], str],
) -> Row:
    """`{200: "owner manager", 302: "anonymous", 403: "*"}`: the star is everybody who is not named."""
    named = {role: status for status, roles in statuses.items() if roles != "*" for role in roles.split()}
    rest = next((status for status, roles in statuses.items() if roles == "*"), None)
    expect = {role: named.get(role, rest) for role in CAST}
    if named.keys() - set(CAST) or None in expect.values():
        raise ValueError(f"{name} names somebody unknown, or forgets somebody")
    return Row(name, expect, method, data, arguments)
