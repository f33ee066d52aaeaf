"""Pages of the inbox and of what reaches one."""

from delivery.views.inbox import bell, inbox, open_notice, read_all
from delivery.views.letters import letters, refuse
from delivery.views.preferences import preferences

__all__ = ["bell", "inbox", "letters", "open_notice", "preferences", "read_all", "refuse"]
