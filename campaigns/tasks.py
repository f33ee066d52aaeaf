"""Wake-ups for announcements whose time has come."""

from celery import shared_task

from campaigns import actions


@shared_task(name="campaigns.publish_due")
def publish_due() -> int:
    return actions.publish_due()
