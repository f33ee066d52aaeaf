"""Facts about webhooks."""

from activity.verbs import declare

WEBHOOK_CREATED = declare("webhook.created", audited=True)
WEBHOOK_CHANGED = declare("webhook.changed", audited=True)
WEBHOOK_SECRET_CHANGED = declare("webhook.secret_changed", audited=True)
WEBHOOK_PAUSED = declare("webhook.paused", audited=True)
WEBHOOK_RESUMED = declare("webhook.resumed", audited=True)
WEBHOOK_DELETED = declare("webhook.deleted", audited=True)
WEBHOOK_RESENT = declare("webhook.resent", audited=True)
WEBHOOK_SWITCHED_OFF = declare("webhook.switched_off", audited=True)
