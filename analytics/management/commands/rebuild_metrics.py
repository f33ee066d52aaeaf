"""Count every metric again from the log."""

from django.core.management.base import BaseCommand

from analytics.rebuild import rebuild_metrics


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Counted up to position {rebuild_metrics()}")
