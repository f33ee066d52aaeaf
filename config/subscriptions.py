"""THE table: which readers the dispatcher runs over the facts, in this order. They do database work only."""

from activity.dispatch import Reader
from analytics import readers
from core import webhooks
from delivery import tell
from delivery.actions import enqueue
from members.actions.crossings import follow, followed_verbs

READERS = {
    "metrics": Reader(readers.count),
    "bridges": Reader(follow, followed_verbs()),
    "notices": Reader(tell.tell),
    "webhooks": Reader(enqueue, webhooks.verbs()),
}
