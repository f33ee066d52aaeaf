"""The composition root. Importing it makes the Celery application the current one for every `shared_task`."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
