"""Give dead letters to their readers again."""

from django.core.management.base import BaseCommand

from activity.replay import replay_letters


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        done, failed = replay_letters()
        self.stdout.write(f"{done} replayed, {failed} still failing")
