"""Reading accounts."""

import datetime as dt
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils.crypto import salted_hmac

from accounts.devices import device_of, is_hand_held
from accounts.models import User

Kind = Authenticator.Type


def has_accounts() -> bool:
    """False only on a fresh install: then the first visitor is asked to become its operator."""
    return User.objects.exists()


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=[Kind.TOTP, Kind.WEBAUTHN]).exists()


@dataclass(frozen=True)
class Protection:
    """Everything that opens an account, for its owner's eyes."""

    addresses: list[EmailAddress]
    app: Authenticator | None
    passkeys: list[Authenticator]
    codes_left: int | None
    connections: list[SocialAccount]

    @property
    def has_second_factor(self) -> bool:
        return bool(self.app or self.passkeys)


def protection_of(user: User) -> Protection:
    found = list(Authenticator.objects.filter(user=user).order_by("pk"))
    codes = next((one for one in found if one.type == Kind.RECOVERY_CODES), None)
    return Protection(
        addresses=list(EmailAddress.objects.filter(user=user).order_by("-primary", "email")),
        app=next((one for one in found if one.type == Kind.TOTP), None),
        passkeys=[one for one in found if one.type == Kind.WEBAUTHN],
        connections=list(SocialAccount.objects.filter(user=user).order_by("pk")),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
    )


@dataclass(frozen=True)
class Session:
    """One browser that is signed in. `handle` names it in forms: the key itself would open it."""

    handle: str
    device: str
    is_hand_held: bool
    address: str
    since: dt.datetime
    last_seen_at: dt.datetime
    is_current: bool


def sessions_of(user: User, current_key: str) -> list[Session]:
    """Those that still open the account, this browser first, then the latest."""
    alive = UserSession.objects.purge_and_list(user)
    sessions = [
        Session(
            handle=handle_of(one),
            device=device_of(one.user_agent),
            is_hand_held=is_hand_held(one.user_agent),
            address=one.ip,
            since=one.created_at,
            last_seen_at=one.last_seen_at,
            is_current=one.session_key == current_key,
        )
        for one in alive
    ]
    return sorted(sessions, key=lambda one: (one.is_current, one.last_seen_at), reverse=True)


def handle_of(session: UserSession) -> str:
    return salted_hmac("accounts.session", session.session_key, algorithm="sha256").hexdigest()[:24]
