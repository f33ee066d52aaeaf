"""Facts about accounts: how they may be entered, and that this changed. Who, never from where or with what."""

from activity.verbs import declare

ACCOUNT_SIGNED_UP = declare("account.signed_up")
PASSWORD_CHANGED = declare("account.password_changed", audited=True)
EMAIL_CHANGED = declare("account.email_changed", audited=True)
SECOND_FACTOR_ADDED = declare("account.second_factor_added", audited=True)
SECOND_FACTOR_REMOVED = declare("account.second_factor_removed", audited=True)
RECOVERY_CODES_MADE = declare("account.recovery_codes_made", audited=True)
CONNECTION_ADDED = declare("account.connection_added", audited=True)
CONNECTION_REMOVED = declare("account.connection_removed", audited=True)
SESSIONS_ENDED = declare("account.sessions_ended", audited=True)
