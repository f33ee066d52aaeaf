"""What an account is to the install: addresses, the way in, and settings. No brand holds these."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.sessions_of import end_sessions
from core.privacy import Exported, Holding, Person, Wishes, declare


def _export(person: Person) -> Exported:
    account = person.account
    if account is None:
        return Exported({})
    linked = SocialAccount.objects.filter(user=account).order_by("id")
    addresses = EmailAddress.objects.filter(user=account).order_by("id")
    return Exported(
        {
            "id": account.public_id,
            "email": account.email,
            "display_name": account.display_name,
            "language": account.language,
            "time_zone": account.time_zone,
            "signed_up_at": account.date_joined,
            "last_signed_in_at": account.last_login,
            "linked_sign_ins": list(linked.values("provider", "uid", "date_joined", "last_login", "extra_data")),
            "addresses": list(addresses.values("email", "verified", "primary")),
        }
    )


def _erase(person: Person, wishes: Wishes) -> None:
    """The row goes, and with it everything that hangs on it: addresses, passkeys, linked sign-ins."""
    account: Any = person.account
    if account is None:
        return
    User.objects.filter(pk=account.pk).update(is_active=False)  # nobody signs in while the rest goes
    end_sessions(account.pk)
    LogEntry.objects.filter(user_id=account.pk).delete()
    User.objects.filter(pk=account.pk).delete()


declare(
    Holding(
        "account",
        _("Account and sign-in"),
        _export,
        _erase,
        covers=frozenset(
            {
                "accounts.User",
                "account.EmailAddress",
                "admin.LogEntry",
                "mfa.Authenticator",
                "sessions.Session",
                "socialaccount.SocialAccount",
                "socialaccount.SocialToken",
                "usersessions.UserSession",
            }
        ),
        beyond_brands=True,
    )
)
