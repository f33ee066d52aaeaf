"""What the worker does for members."""

from celery import shared_task

from members.actions import keep_due_tags


@shared_task(name="members.keep_tags")
def keep_tags() -> int:
    """Bring tags that follow segments up to date."""
    return keep_due_tags()
