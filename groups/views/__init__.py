"""Pages of closed groups: directory, gate, club, admissions desk, and how a group admits."""

from groups.views.application import application, approve, ask, decline, undo
from groups.views.club import leave
from groups.views.desk import decide, desk
from groups.views.directory import directory
from groups.views.gate import answer, apply, home, withdraw

__all__ = [
    "answer",
    "application",
    "apply",
    "approve",
    "ask",
    "decide",
    "decline",
    "desk",
    "directory",
    "home",
    "leave",
    "undo",
    "withdraw",
]
