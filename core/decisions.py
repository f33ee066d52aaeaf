"""The three answers of a rule: ALLOW, HIDE (404) or deny with a reason (403)."""

from dataclasses import dataclass

from core.errors import NotAllowed, NotVisible, Text


@dataclass(frozen=True)
class Decision:
    allowed: bool
    visible: bool = True
    reason: Text = ""
    code: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOW = Decision(allowed=True)
HIDE = Decision(allowed=False, visible=False, code="not_found")


def deny(reason: Text, code: str = "not_allowed") -> Decision:
    return Decision(allowed=False, reason=reason, code=code)


def ensure(decision: Decision) -> None:
    """Raise what the decision means, or return."""
    if decision.allowed:
        return
    if not decision.visible:
        raise NotVisible
    raise NotAllowed(decision.reason, code=decision.code)
