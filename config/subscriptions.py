"""THE table: which readers the dispatcher runs over the facts, in this order. They do database work only."""

from activity.dispatch import Reader
from analytics import readers
from delivery import tell

READERS = {
    "metrics": Reader(readers.count),
    "notices": Reader(tell.tell),
}
