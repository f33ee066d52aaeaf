"""What runs when. A due time is a row in the database; a tick only says "look now", so a lost one is no loss."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tick:
    task: str
    every_seconds: int
    expires_seconds: int


TICKS = (
    Tick("activity.dispatch", every_seconds=5, expires_seconds=15),
    Tick("delivery.deliver", every_seconds=5, expires_seconds=15),
    Tick("delivery.webhooks", every_seconds=2, expires_seconds=5),
    Tick("campaigns.publish_due", every_seconds=5, expires_seconds=15),
    Tick("members.invite_over_bridges", every_seconds=10, expires_seconds=30),
    Tick("members.note_stays", every_seconds=600, expires_seconds=600),
    Tick("members.keep_tags", every_seconds=30, expires_seconds=60),
    Tick("members.tag_jobs", every_seconds=30, expires_seconds=60),
    Tick("members.refresh_stages", every_seconds=3600, expires_seconds=3600),
    Tick("members.fill_places", every_seconds=5, expires_seconds=15),
    Tick("activity.heartbeat", every_seconds=10, expires_seconds=30),
    Tick("members.lift_bans", every_seconds=60, expires_seconds=60),
    Tick("members.data_requests", every_seconds=30, expires_seconds=60),
    Tick("members.expire_exports", every_seconds=3600, expires_seconds=3600),
    Tick("members.invite_batches", every_seconds=30, expires_seconds=60),
    Tick("members.forget_addresses", every_seconds=3600, expires_seconds=3600),
    Tick("delivery.prune_webhooks", every_seconds=3600, expires_seconds=3600),
    Tick("brands.prune", every_seconds=3600, expires_seconds=3600),
)


def beat_entries() -> dict[str, dict[str, object]]:
    """The table in Celery's words. Ticks expire, so that a worker that was away is not flooded by old ones."""
    return {
        tick.task: {
            "task": tick.task,
            "schedule": tick.every_seconds,
            "options": {"expires": tick.expires_seconds},
        }
        for tick in TICKS
    }
