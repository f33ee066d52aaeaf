"""Load the demo brand once, and say how to sign in. Running it again keeps what is there."""

from django.core.management.base import BaseCommand

from home.demo import load


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        if not load.is_loaded():
            load.load()
        load.digest()
        self.stdout.write(load.sign_ins())
