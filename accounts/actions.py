"""What people change about their own account, and how the very first one comes to be."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import get_adapter as sessions_adapter
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import verbs
from accounts.models import User
from accounts.queries import handle_of
from activity.actions import record
from core import locks, text
from core.errors import Invalid, NotVisible

FIRST_ACCOUNT = "plaza.first_account"


def choose_language(user: User, language: str) -> None:
    """The language of pages, mail and notices from now on."""
    User.objects.filter(pk=user.pk).update(language=language)


@transaction.atomic
def create_first_operator(*, email: str, display_name: str, password: str, language: str = "") -> User:
    """
    The first account of an install runs it, and is verified at once. NotVisible as soon as any account exists.

    Of two at once one wins: PostgreSQL by the lock, SQLite because the transaction already holds the one write lock.
    """
    if not locks.try_lock(FIRST_ACCOUNT) or User.objects.exists():
        raise NotVisible
    display_name = text.clean(display_name, field="display_name", longest=40, shortest=1)
    email = text.clean(email, field="email", longest=254, shortest=3).lower()
    _check_password(password, User(email=email, display_name=display_name))
    user = User.objects.create_superuser(email, password, display_name=display_name, language=language)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    record(verbs.ACCOUNT_SIGNED_UP, target=user)
    return user


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid.field("password", " ".join(error.messages), "weak_password") from error


@transaction.atomic
def end_session(user: User, handle: str) -> None:
    """Sign one browser out: its next request is a stranger's. NotVisible when it is gone, or somebody else's."""
    found = [one for one in UserSession.objects.filter(user=user) if handle_of(one) == handle]
    if not found:
        raise NotVisible
    sessions_adapter().end_sessions(found)
    record(verbs.SESSIONS_ENDED, target=user, count=1)


@transaction.atomic
def end_all_sessions(user: User) -> int:
    """Everywhere, at once. For operators, and for whoever lost a phone."""
    found = list(UserSession.objects.filter(user=user))
    sessions_adapter().end_sessions(found)
    if found:
        record(verbs.SESSIONS_ENDED, target=user, count=len(found))
    return len(found)


@transaction.atomic
def remove_second_factors(user: User) -> int:
    """For an operator who has made sure, outside of Plaza, that this is the account's owner."""
    count, _rows = Authenticator.objects.filter(user=user).delete()
    if count:
        record(verbs.SECOND_FACTOR_REMOVED, target=user, count=count)
    return count
