"""What the worker does for members."""

from celery import shared_task

from members import actions


@shared_task(name="members.keep_tags")
def keep_tags() -> int:
    """Bring tags that follow segments up to date."""
    return actions.keep_due_tags()


@shared_task(name="members.refresh_stages")
def refresh_stages() -> int:
    """Move people between stages as time passes."""
    return actions.refresh_stages()
