"""Powers over the brand itself."""

from django.utils.translation import gettext_lazy as _

from core.capabilities import declare

MANAGE_BRAND = declare("brand.manage", _("Change the brand's name, look and settings"))
MANAGE_KEYS = declare("key.manage", _("Create and revoke API keys"), brand=("owner",))
OPEN_CONSOLE = declare(
    "console.open", _("Open the manager's desk"), brand=("owner", "manager", "editor", "agent", "analyst")
)
