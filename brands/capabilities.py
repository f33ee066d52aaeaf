"""Powers over the brand itself."""

from django.utils.translation import gettext_lazy as _

from core.capabilities import RUNS_BRAND, declare

MANAGE_BRAND = declare("brand.manage", _("Change the brand's name, look and settings"), within=RUNS_BRAND)
MANAGE_KEYS = declare("key.manage", _("Create and revoke API keys"), brand=("owner",), within=("owner",))
