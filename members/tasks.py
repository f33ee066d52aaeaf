"""What the worker does for members."""

import time

from celery import shared_task

from members import actions
from members.actions.brand_bans import lift_due

MAX_SECONDS = 60


@shared_task(name="members.keep_tags")
def keep_tags() -> int:
    """Bring tags that follow segments up to date."""
    return actions.keep_due_tags()


@shared_task(name="members.tag_jobs")
def tag_jobs() -> int:
    """Work until no tag job is due, or for a minute; then forget what can be undone no more."""
    done, until = 0, time.monotonic() + MAX_SECONDS
    while time.monotonic() < until and actions.work_on_tag_jobs():
        done += 1
    actions.drop_taken_tags()
    return done


@shared_task(name="members.refresh_stages")
def refresh_stages() -> int:
    """Move people between stages as time passes."""
    return actions.refresh_stages()


@shared_task(name="members.lift_bans")
def lift_bans() -> int:
    """Bans whose end has come; a large backlog goes on with the next tick."""
    return lift_due()


@shared_task(name="members.fill_places")
def fill_places() -> int:
    """Let in who waits in line where places became free."""
    return actions.fill_places()


@shared_task(name="members.invite_over_bridges")
def invite_over_bridges() -> int:
    """Send the next invitations of segments that are led into a group."""
    return actions.invite_waiting()


@shared_task(name="members.note_stays")
def note_stays() -> int:
    """Who is still here thirty days after coming over a bridge."""
    return actions.note_stays()


@shared_task(name="members.data_requests")
def data_requests() -> int:
    """Work until no request for data is due, or for a minute."""
    done, until = 0, time.monotonic() + MAX_SECONDS
    while time.monotonic() < until and actions.work_on_due():
        done += 1
    return done


@shared_task(name="members.expire_exports")
def expire_exports() -> int:
    """Take away archives whose week is over."""
    return actions.expire_exports()


@shared_task(name="members.forget_addresses")
def forget_addresses() -> int:
    """Addresses of invitations and files that are over."""
    return actions.forget_addresses() + actions.forget_batches()


@shared_task(name="members.invite_batches")
def invite_batches() -> int:
    """Work on files of addresses until none is due, or for a minute."""
    done, until = 0, time.monotonic() + MAX_SECONDS
    while time.monotonic() < until and actions.invite_from_files():
        done += 1
    return done
