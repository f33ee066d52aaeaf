"""Reading accounts."""

from accounts.models import User


def has_accounts() -> bool:
    """False only on a fresh install: then the first visitor is asked to become its operator."""
    return User.objects.exists()
