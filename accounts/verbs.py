"""Facts about accounts."""

from activity.verbs import declare

ACCOUNT_SIGNED_UP = declare("account.signed_up")
