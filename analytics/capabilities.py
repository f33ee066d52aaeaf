"""Powers over numbers and the log."""

from django.utils.translation import gettext_lazy as _

from core.capabilities import RUNS_BRAND, declare

VIEW = declare("metrics.view", _("See the numbers"), brand=("owner", "manager", "analyst"), space=("admin",))
READ_LOG = declare("activity.read", _("Read the log of what happened"), within=(*RUNS_BRAND, "analyst"))
