"""Powers over spaces."""

from django.utils.translation import gettext_lazy as _

from core.capabilities import SPACE_ROLES, declare

CREATE = declare("space.create", _("Open communities and groups"))
MANAGE = declare("space.manage", _("Change a space's settings, archive and restore it"), space=("admin",))
READ = declare(
    "space.read",
    _("Read inside every space, closed ones too (each visit is recorded)"),
    space=SPACE_ROLES,
    always=SPACE_ROLES,
)
SEE_LISTED = declare(
    "space.see_listed",
    _("See that listed groups exist"),
    brand=("owner", "manager", "editor", "agent", ""),
    space=SPACE_ROLES,
    always=SPACE_ROLES,
)
