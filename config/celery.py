"""The Celery application. Web processes load it too, so that `later()` knows every task name."""

import os
from typing import Any

from celery import Celery, signals
from django.conf import settings

from config.lifeline import follow_parent
from config.schedule import beat_entries

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

app = Celery("plaza")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = beat_entries()
app.conf.beat_scheduler = "celery.beat:Scheduler"  # In memory: no file to break, and due times are rows anyway.


@signals.setup_logging.connect
def _log_as_the_web_does(**_: Any) -> None:
    """Having a receiver keeps Celery from replacing the handlers that the settings made."""


@signals.beat_init.connect
@signals.worker_init.connect
def _end_with_the_supervisor(**_: Any) -> None:
    follow_parent()


@signals.worker_init.connect
def _take_over_from_a_dead_worker(sender: Any, **_: Any) -> None:
    path = settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("path") if sender.app.conf.broker_transport else None
    if path:
        from core.sqlite_queue import claim_worker, release_leases

        sender.plaza_lock = claim_worker(path)
        if sender.plaza_lock:
            release_leases(path)
