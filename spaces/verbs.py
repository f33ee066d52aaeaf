"""Facts about spaces."""

from activity.verbs import declare

SPACE_CREATED = declare("space.created", audited=True)
SPACE_CHANGED = declare("space.changed", audited=True)
SPACE_ARCHIVED = declare("space.archived", audited=True)
SPACE_RESTORED = declare("space.restored", audited=True)
SPACE_INSPECTED = declare("space.inspected", audited=True)
