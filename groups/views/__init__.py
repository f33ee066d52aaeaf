"""Pages of closed groups: directory, gate, club, admissions desk."""

from groups.views.club import leave
from groups.views.desk import application, approve, decline, desk
from groups.views.directory import directory
from groups.views.gate import apply, home, withdraw

__all__ = ["application", "apply", "approve", "decline", "desk", "directory", "home", "leave", "withdraw"]
