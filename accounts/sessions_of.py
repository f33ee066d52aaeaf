"""Sessions are stored without their person in a column: ending someone's means looking into each."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

BATCH = 500


def end_sessions(account_id: int) -> int:
    """Sign the account out everywhere; returns how many sessions that were. For jobs, never for a request."""
    mine = [
        session.pk
        for session in Session.objects.iterator(chunk_size=BATCH)
        if session.get_decoded().get(SESSION_KEY) == str(account_id)
    ]
    for start in range(0, len(mine), BATCH):
        Session.objects.filter(pk__in=mine[start : start + BATCH]).delete()
    return len(mine)
