"""What an account's owner is told by e-mail when somebody, it may be them, changed how it is entered."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import verbs
from activity.verbs import Verb

TEMPLATE = "account/email/changed"


@dataclass(frozen=True)
class Letter:
    """`subject` and `text` may name what allauth gives the letter: from_email, to_email, deleted_email."""

    verb: Verb
    subject: str | Promise
    text: str | Promise


LETTERS = {
    "account/email/password_changed": Letter(
        verbs.PASSWORD_CHANGED, _("Your password was changed"), _("Your account has a new password.")
    ),
    "account/email/password_reset": Letter(
        verbs.PASSWORD_CHANGED,
        _("Your password was changed"),
        _("Your account has a new password. It was chosen with a link that we had sent to you."),
    ),
    "account/email/password_set": Letter(
        verbs.PASSWORD_CHANGED, _("Your account has a password now"), _("You can sign in with it from now on.")
    ),
    "account/email/email_changed": Letter(
        verbs.EMAIL_CHANGED,
        _("Your e-mail address was changed"),
        _("Your account uses %(to_email)s now, instead of %(from_email)s."),
    ),
    "account/email/email_deleted": Letter(
        verbs.EMAIL_CHANGED,
        _("An e-mail address was removed"),
        _("%(deleted_email)s no longer belongs to your account."),
    ),
    "mfa/email/totp_activated": Letter(
        verbs.SECOND_FACTOR_ADDED,
        _("An authenticator app was added"),
        _("Signing in to your account now asks for a code from an authenticator app."),
    ),
    "mfa/email/totp_deactivated": Letter(
        verbs.SECOND_FACTOR_REMOVED,
        _("The authenticator app was removed"),
        _("Signing in to your account no longer asks for a code from an authenticator app."),
    ),
    "mfa/email/webauthn_added": Letter(
        verbs.SECOND_FACTOR_ADDED, _("A passkey was added"), _("A new passkey can open your account.")
    ),
    "mfa/email/webauthn_removed": Letter(
        verbs.SECOND_FACTOR_REMOVED, _("A passkey was removed"), _("A passkey can no longer open your account.")
    ),
    "mfa/email/recovery_codes_generated": Letter(
        verbs.RECOVERY_CODES_MADE,
        _("New recovery codes were made"),
        _("Your account has new recovery codes. The old ones no longer work."),
    ),
    "socialaccount/email/account_connected": Letter(
        verbs.CONNECTION_ADDED,
        _("Another way to sign in was added"),
        _("Your account can now be opened with an account elsewhere: %(provider)s."),
    ),
    "socialaccount/email/account_disconnected": Letter(
        verbs.CONNECTION_REMOVED,
        _("A way to sign in was removed"),
        _("Your account can no longer be opened with an account elsewhere: %(provider)s."),
    ),
}
