"""Powers over what leaves the brand for other systems."""

from django.utils.translation import gettext_lazy as _

from core.capabilities import declare

# As with keys: whoever points one somewhere decides what leaves the brand.
MANAGE_WEBHOOKS = declare("webhook.manage", _("Set up webhooks and read their log"), brand=("owner",))
