"""What people change about their own account, and how the very first one comes to be."""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import verbs
from accounts.models import User
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
