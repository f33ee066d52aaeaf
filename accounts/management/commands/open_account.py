"""For a person who lost every second factor: `manage.py open_account name@example.com`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions import end_all_sessions, remove_second_factors
from accounts.models import User


class Command(BaseCommand):
    help = "Removes an account's second factors and passkeys and signs it out everywhere. Make sure first who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError("There is no account with this address.")
        removed, ended = remove_second_factors(user), end_all_sessions(user)
        self.stdout.write(f"{removed} factors removed, {ended} sessions ended. The password still holds.")
